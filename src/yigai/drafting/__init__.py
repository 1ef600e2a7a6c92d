"""From a notice as it was published to a first draft of a plan (起草).

A document of any of the usual kinds goes in; a draft plan comes out in which every value carries the place
it was read from, with a list of what a person must still decide. Nothing is guessed: no year printed, no
year. The stages are pure functions over the text (`draft` joins them); the words they look for stand in
tables at the top of each module, each with a made-up example.
"""
