"""From a notice as it was published to a first draft of a plan (起草).

A document of any of the usual kinds goes in; a draft plan comes out in which every value carries the place
it was read from, with a list of what a person must still decide. Nothing is guessed: no year printed, no
year. The stages are pure functions over the text, joined in `draft`: `readers` turn a file into text and
tables, `normalise` and `paragraphs` make it clean, `container` and `classify` find the document in its page,
`outline` its headings, `metadata` what it says of itself, and `items` reads each of them by the `grammar`.
`planfile`, `contract` and `marked` write down what came out; `linking` suggests what it may answer.
"""
