"""Tables of duties and of indicators (任务分工表、指标表), read by the same grammar as the prose.

`columns` tells what a column holds and which tables are of duties, `duty_tables` carries on what merged cells
say, `table_tasks` makes tasks of the rows, and `restated` joins those that only divide the items before them.
"""
