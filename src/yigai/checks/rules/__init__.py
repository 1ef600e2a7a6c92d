"""Every rule of the house, one file each."""

from __future__ import annotations

from yigai.checks.rule import Rule
from yigai.checks.rules.cov_001_not_taken_up import not_taken_up
from yigai.checks.rules.cov_002_only_in_part import only_in_part
from yigai.checks.rules.cov_003_contradicted import contradicted
from yigai.checks.rules.cov_004_no_counterpart import no_counterpart
from yigai.checks.rules.cov_005_not_evaluated import not_evaluated
from yigai.checks.rules.cov_006_prohibition_not_restated import prohibition_not_restated
from yigai.checks.rules.ref_001_unknown_provision import unknown_provision
from yigai.checks.rules.ref_002_unknown_document import unknown_document
from yigai.checks.rules.ref_003_cites_itself import cites_itself
from yigai.checks.rules.ref_004_label_out_of_order import label_out_of_order
from yigai.checks.rules.ref_005_dangling_link import dangling_link
from yigai.checks.rules.ref_006_unknown_population import unknown_population
from yigai.checks.rules.tgt_001_weaker import weaker
from yigai.checks.rules.tgt_002_later import later
from yigai.checks.rules.tgt_003_narrower import narrower
from yigai.checks.rules.tgt_004_softer import softer
from yigai.checks.rules.tgt_005_undated import undated
from yigai.checks.rules.tgt_006_unquantified import unquantified
from yigai.checks.rules.tgt_007_no_unit import no_unit
from yigai.checks.rules.tgt_008_no_deadline import no_deadline
from yigai.checks.rules.tgt_009_no_baseline import no_baseline
from yigai.checks.rules.tgt_010_share_out_of_range import share_out_of_range
from yigai.checks.rules.tgt_011_unknown_indicator import unknown_indicator
from yigai.checks.rules.tgt_012_met_at_baseline import met_at_baseline

RULES: tuple[Rule, ...] = (
    not_taken_up,
    only_in_part,
    contradicted,
    no_counterpart,
    not_evaluated,
    prohibition_not_restated,
    unknown_provision,
    unknown_document,
    cites_itself,
    label_out_of_order,
    dangling_link,
    unknown_population,
    weaker,
    later,
    narrower,
    softer,
    undated,
    unquantified,
    no_unit,
    no_deadline,
    no_baseline,
    share_out_of_range,
    unknown_indicator,
    met_at_baseline,
)
