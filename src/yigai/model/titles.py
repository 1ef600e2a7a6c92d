"""What the mechanisms are called (名称): the title a reader knows, where a file has the word.

The Chinese titles are those of the documentation of `MechanismName`, a test keeps them the same.
"""

from __future__ import annotations

from yigai.errors import Text
from yigai.model.words import MechanismName

MECHANISM_TITLES = {
    MechanismName.DRG: Text(zh="按病组付费", en="payment by DRG"),
    MechanismName.DIP: Text(zh="按病种分值付费", en="payment by DIP"),
    MechanismName.CASE_PRICE: Text(zh="按病种付费", en="one price for a disease"),
    MechanismName.PER_DIEM: Text(zh="按床日付费", en="payment by bed-day"),
    MechanismName.CAPITATION: Text(zh="按人头付费", en="capitation"),
    MechanismName.FEE_FOR_SERVICE: Text(zh="按项目付费", en="fee for service"),
    MechanismName.GLOBAL_BUDGET: Text(zh="总额预算、总额付费", en="global budget"),
    MechanismName.SURPLUS_RETENTION: Text(zh="结余留用", en="surplus retention"),
    MechanismName.OVERRUN_SHARING: Text(zh="合理超支分担", en="overrun sharing"),
    MechanismName.SPECIAL_CASE_REVIEW: Text(zh="特例单议", en="review of unusual cases"),
    MechanismName.TCM_DISEASE: Text(zh="中医优势病种付费", en="payment for TCM diseases"),
    MechanismName.PROCUREMENT_SURPLUS_RETENTION: Text(zh="集采结余留用", en="procurement surplus retention"),
    MechanismName.PRICE_ADJUSTMENT: Text(zh="价格调整", en="price adjustment"),
    MechanismName.NEGOTIATION: Text(zh="协商谈判", en="negotiation"),
    MechanismName.FUND_SUPERVISION: Text(zh="基金监管", en="supervision of the fund"),
    MechanismName.FUND_BUNDLING: Text(zh="打包付费", en="bundling of funds"),
    MechanismName.OTHER: Text(zh="其他", en="another mechanism"),
}
