"""Tables of contracts: every row a contract of its own, on pages and in sheets alike."""

from __future__ import annotations

import pytest

from notice_samples import codes, page, rows, sheet, table

A = {"supplier": "霁川视听科技有限公司", "amount": "120000", "signed": "2024-05-06"}
B = {"supplier": "砚河家具有限公司", "amount": "56000", "signed": "2024-05-07"}
LISTED = (
    "1|HT-01|投影合同|霁川视听科技有限公司|120000|2024-05-06",
    "2|HT-02|桌椅合同|砚河家具有限公司|56000|2024-05-07",
)


@pytest.mark.parametrize(
    "title", ["白榆湾市文化馆2024年5月政府采购合同公示", "白榆湾市文化馆2024年采购合同清单"]
)
@pytest.mark.parametrize("supplier", ["供应商", "供应商名称", "乙方"])
def test_a_table_of_contracts_is_one_contract_a_row(title: str, supplier: str) -> None:
    head = f"序号|合同编号|合同名称|{supplier}|合同金额（元）|合同签订日期"
    wanted = [{"contract_no": "HT-01"} | A, {"contract_no": "HT-02"} | B]
    assert rows(sheet(title, head, *LISTED), "contract") == wanted
    assert rows(page(f"<h1>{title}</h1>" + table(head, *LISTED)), "contract") == wanted


def test_rows_of_one_contract_are_one_and_their_sums_are_not_chosen_from() -> None:
    head = "合同编号|合同名称|供应商|合同金额（元）"
    own = ("HT-01|投影|霁川视听科技有限公司|120000", "HT-01|音箱|霁川视听科技有限公司|9000")
    other = "HT-02|桌椅|砚河家具有限公司|56000"
    found = page("<h1>白榆湾市文化馆采购合同公示</h1>" + table(head, *own, other))
    assert rows(found, "contract") == [
        {"contract_no": "HT-01", "supplier": A["supplier"]},
        {"contract_no": "HT-02", "supplier": B["supplier"], "amount": "56000"},
    ]
    assert "PT425" in codes(found)


def test_the_only_row_of_a_table_that_numbers_contracts_has_its_number_and_day() -> None:
    head = "合同编号|合同名称|供应商|合同金额（元）|签订时间"
    found = page("<h1>白榆湾市文化馆合同公告</h1>" + table(head, LISTED[0][2:]))
    assert rows(found, "contract") == [{"contract_no": "HT-01"} | A]
