"""Every rule of the house, one file each."""

from __future__ import annotations

from yigai.checks.rule import Rule
from yigai.checks.rules.agy_001_no_owner import no_owner
from yigai.checks.rules.agy_002_vague_owner import vague_owner
from yigai.checks.rules.agy_003_does_not_fit import does_not_fit
from yigai.checks.rules.agy_004_other_level import other_level
from yigai.checks.rules.agy_005_not_existing import not_existing
from yigai.checks.rules.agy_006_function_absent import function_absent
from yigai.checks.rules.agy_007_two_leads import two_leads
from yigai.checks.rules.agy_008_zone_without_code import zone_without_code
from yigai.checks.rules.cov_001_not_taken_up import not_taken_up
from yigai.checks.rules.cov_002_only_in_part import only_in_part
from yigai.checks.rules.cov_003_contradicted import contradicted
from yigai.checks.rules.cov_004_no_counterpart import no_counterpart
from yigai.checks.rules.cov_005_not_evaluated import not_evaluated
from yigai.checks.rules.cov_006_prohibition_not_restated import prohibition_not_restated
from yigai.checks.rules.pay_001_package_below_floor import package_below_floor
from yigai.checks.rules.pay_002_bands_do_not_cover import bands_do_not_cover
from yigai.checks.rules.pay_003_edge_not_given import edge_not_given
from yigai.checks.rules.pay_004_left_open import left_open
from yigai.checks.rules.pay_005_over_cap import over_cap
from yigai.checks.rules.pay_006_later_than_asked import later_than_asked
from yigai.checks.rules.pay_007_practice_as_policy import practice_as_policy
from yigai.checks.rules.pay_008_no_review_route import no_review_route
from yigai.checks.rules.pay_009_mixed_pool import mixed_pool
from yigai.checks.rules.pay_010_share_beyond_the_whole import share_beyond_the_whole
from yigai.checks.rules.pay_011_no_year_end_date import no_year_end_date
from yigai.checks.rules.pay_012_pay_tied_to_income import pay_tied_to_income
from yigai.checks.rules.pay_013_retention_over_half import retention_over_half
from yigai.checks.rules.pay_014_nobody_can_be_paid import nobody_can_be_paid
from yigai.checks.rules.ref_001_unknown_provision import unknown_provision
from yigai.checks.rules.ref_002_unknown_document import unknown_document
from yigai.checks.rules.ref_003_cites_itself import cites_itself
from yigai.checks.rules.ref_004_label_out_of_order import label_out_of_order
from yigai.checks.rules.ref_005_dangling_link import dangling_link
from yigai.checks.rules.ref_006_unknown_population import unknown_population
from yigai.checks.rules.src_001_weak_basis import weak_basis
from yigai.checks.rules.src_002_inferred_as_printed import inferred_as_printed
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
from yigai.checks.rules.tgt_013_unit_does_not_fit import unit_does_not_fit
from yigai.checks.rules.tim_001_other_year import other_year
from yigai.checks.rules.tim_002_upper_not_in_force import upper_not_in_force
from yigai.checks.rules.tim_003_due_before_issue import due_before_issue
from yigai.checks.rules.tim_004_unresolved_due import unresolved_due
from yigai.checks.rules.tim_005_period_too_long import period_too_long
from yigai.checks.rules.trk_001_quarterly_review import quarterly_review
from yigai.checks.rules.trk_002_annual_circular import annual_circular

RULES: tuple[Rule, ...] = (
    no_owner,
    vague_owner,
    does_not_fit,
    other_level,
    not_existing,
    function_absent,
    two_leads,
    zone_without_code,
    not_taken_up,
    only_in_part,
    contradicted,
    no_counterpart,
    not_evaluated,
    prohibition_not_restated,
    package_below_floor,
    bands_do_not_cover,
    edge_not_given,
    left_open,
    over_cap,
    later_than_asked,
    practice_as_policy,
    no_review_route,
    mixed_pool,
    share_beyond_the_whole,
    no_year_end_date,
    pay_tied_to_income,
    retention_over_half,
    nobody_can_be_paid,
    unknown_provision,
    unknown_document,
    cites_itself,
    label_out_of_order,
    dangling_link,
    unknown_population,
    weak_basis,
    inferred_as_printed,
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
    unit_does_not_fit,
    other_year,
    upper_not_in_force,
    due_before_issue,
    unresolved_due,
    period_too_long,
    quarterly_review,
    annual_circular,
)
