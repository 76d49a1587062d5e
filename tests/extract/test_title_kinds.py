"""What a document is, told by its title: over a hundred invented titles of every kind.

Each stands above the same neutral body, so that the title alone decides; `other` means that no
form claims it, or that it is a notice of no form of its own.
"""

from __future__ import annotations

import pytest

from notice_samples import rows, text

NOTICE = "\n采购人：青禾县农业农村局\n代理机构：青禾衡正招标代理有限公司\n项目编号：QH-2024-77-1\n"
PAPER = "\n青禾县\n发布时间：2024-05-06\n为做好有关工作，现将有关情况说明如下。\n"

NOTICES = [
    ("青禾县种子采购公开招标公告", "tender"),
    ("青禾县种子采购公开招标公告（二次）", "tender"),
    ("青禾县种子采购公开招标公告(第2次)", "tender"),
    ("青禾县界河巡逻艇购置项目招标公告", "tender"),
    ("青禾县边境视频监控工程施工招标公告", "tender"),
    ("青禾县边检站营房设计邀请招标公告", "tender"),
    ("青禾县竣工测绘服务采购项目公开招标公告", "tender"),
    ("青禾县事业单位招聘考试服务采购公开招标公告", "tender"),
    ("青禾县执勤站启用仪式布展服务采购招标公告", "tender"),
    ("青禾县环评编制服务采购竞争性磋商公告", "consultation"),
    ("青禾县可行性研究报告编制项目竞争性磋商公告", "consultation"),
    ("青禾县辅警服装采购竞争性磋商公告（二次）", "consultation"),
    ("青禾县辅警服装采购项目磋商邀请书", "consultation"),
    ("青禾县无人机采购竞争性谈判公告", "negotiation"),
    ("青禾县无人机采购谈判采购公告", "negotiation"),
    ("青禾县办公设备询价公告", "inquiry"),
    ("青禾县办公设备询比采购公告", "inquiry"),
    ("青禾县办公设备网上询价采购公告", "inquiry"),
    ("青禾县国道改造勘察设计资格预审公告", "prequal"),
    ("青禾县船艇维修单一来源采购公示", "single_source"),
    ("青禾县船艇维修拟采用单一来源方式采购的公示", "single_source"),
    ("青禾县船艇维修单一来源论证公示", "single_source"),
    ("青禾县船艇维修单一来源采购成交结果公告", "award"),
    ("青禾县种子采购中标公告", "award"),
    ("青禾县种子采购成交公告", "award"),
    ("青禾县种子采购中标（成交）结果公告", "award"),
    ("青禾县种子采购结果公告", "award"),
    ("青禾县种子采购项目中选结果公示", "award"),
    ("青禾县监控工程中标结果公示", "award"),
    ("青禾县竞价采购成交结果公告", "award"),
    ("青禾县监控工程中标候选人公示", "candidates"),
    ("青禾县监控工程评标结果公示", "candidates"),
    ("青禾县监控工程预中标公示", "candidates"),
    ("青禾县监控工程拟中标公示", "candidates"),
    ("青禾县监控工程成交候选供应商公示", "candidates"),
    ("青禾县种子采购更正公告", "correction"),
    ("青禾县种子采购中标公告更正公告", "correction"),
    ("青禾县种子采购成交结果公告的更正公告（一）", "correction"),
    ("青禾县种子采购中标候选人公示变更公告", "correction"),
    ("青禾县种子采购合同公告更正公告", "correction"),
    ("青禾县种子采购单一来源公示的更正公告", "correction"),
    ("青禾县种子采购延期公告", "correction"),
    ("青禾县种子采购开标时间延期的公告", "correction"),
    ("青禾县种子采购澄清公告", "correction"),
    ("青禾县种子采购答疑文件", "correction"),
    ("青禾县种子采购招标文件补充公告", "correction"),
    ("青禾县种子框架协议入围结果更正公告", "correction"),
    ("青禾县种子采购终止公告", "termination"),
    ("青禾县种子采购项目废标公告", "termination"),
    ("青禾县种子采购流标公示", "termination"),
    ("青禾县种子采购采购失败公告", "termination"),
    ("青禾县种子采购公开招标终止公告（二次）", "termination"),
    ("青禾县种子采购项目暂停公告", "correction"),
    ("青禾县种子采购政府采购合同公告", "contract"),
    ("青禾县种子采购合同公示", "contract"),
    ("青禾县种子采购项目履约验收公告", "acceptance"),
    ("青禾县种子采购验收结果公告", "acceptance"),
    ("青禾县农业农村局2024年6月政府采购意向", "intention"),
    ("青禾县农业农村局政府采购意向公开", "intention"),
    ("公务车维修框架协议采购征集公告", "framework"),
    ("公务车维修封闭式框架协议征集公告", "framework"),
    ("公务车维修框架协议入围结果公告", "framework"),
    ("青禾县种子采购投诉处理结果公告", "other"),
    ("青禾县种子采购比选公告", "other"),
    ("青禾县马拉松赛冠名权招商公告", "other"),
    ("青禾县体育中心冠名权公开招标公告", "other"),
    ("青禾县文化节赞助商征集公告", "other"),
    ("青禾县商业街招商公告", "other"),
    ("青禾县罚没物品拍卖服务机构遴选公告", "other"),
    ("青禾县废旧物资处置服务采购中标公告", "award"),
    ("青禾县突发事件处置装备采购中标公告", "award"),
    ("青禾县种子采购合同变更公告", "correction"),
    ("青禾县执法艇租赁协议公示", "contract"),
    ("青禾县种子采购合同解除公告", "other"),
    ("青禾县种子采购活动终止公告", "termination"),
    ("青禾县招聘考试服务采购更正公告", "correction"),
]
PAPERS = [
    ("青禾县公安局2024年招聘辅警公告", "job_ad"),
    ("青禾出入境边防检查站公开招聘警务辅助人员简章", "job_ad"),
    ("青禾县外事办招聘翻译启事", "job_ad"),
    ("青禾边检总站2025年度考试录用公务员职位表", "job_ad"),
    ("青禾县公安局招录警务辅助人员的通告", "job_ad"),
    ("青禾县公安局招聘辅警拟录用人员名单公示", "other"),
    ("青禾县公安局招聘辅警面试成绩公告", "other"),
    ("青禾县公安局招聘辅警公告的更正公告", "correction"),
    ("青禾县界河巡逻艇维护服务合同解除公告", "contract_end"),
    ("关于终止青禾县保安服务合同的公告", "contract_end"),
    ("青禾县公安局报废车辆变卖成交结果公告", "other"),
    ("青禾县罚没物品拍卖成交公告", "other"),
    ("青禾县国有资产公开转让结果公示", "other"),
    ("青禾县公安局取消部分辅警招聘岗位的公告", "other"),
    ("青禾县边境派出所建设工程规划许可批前公示", "approval"),
    ("关于青禾县拘留所项目用地预审与选址意见书的批复", "approval"),
    ("青禾口岸联检楼项目环境影响报告表受理公示", "approval"),
    ("关于拟对青禾口岸查验场环评文件作出审批意见的公示", "approval"),
    ("关于青禾县巡逻道工程可行性研究报告的批复", "approval"),
    ("关于青禾县巡逻道工程初步设计及概算的批复", "approval"),
    ("关于青禾县边境监控项目建议书的批复", "approval"),
    ("青禾县自然资源局国有建设用地划拨公示", "approval"),
    ("青禾县边检站营房建设工程竣工验收备案公示", "completion"),
    ("青禾县执勤站竣工规划核实公示", "completion"),
    ("青禾口岸新联检楼正式启用", "completion"),
    ("青禾县边境派出所新营房落成", "completion"),
    ("青禾江大桥主体工程封顶", "completion"),
    ("青禾县界河围栏工程开工建设", "completion"),
    ("青禾县2024年政府信息公开年度报告", "other"),
    ("青禾县人民政府关于加强边境管理的通告", "other"),
]


def test_there_are_enough_titles() -> None:
    assert len({t for t, _ in NOTICES + PAPERS}) >= 80


@pytest.mark.parametrize(("title", "form"), NOTICES)
def test_a_notice_is_what_its_title_says(title: str, form: str) -> None:
    found = text(title + NOTICE)
    (notice,) = rows(found, "notice")
    assert notice["form"] == form
    assert "PT411" not in {p.code for p in found.problems}


@pytest.mark.parametrize(("title", "form"), PAPERS)
def test_a_paper_is_what_its_title_says(title: str, form: str) -> None:
    found = text(title + PAPER)
    assert found.form.partition("@")[0] == form
    assert "PT411" not in {p.code for p in found.problems}
