"""The words of a team's desk in English and Simplified Chinese."""

from __future__ import annotations

from typing import Final

CHINESE: Final = {
    "Sign in": "登录",
    "Sign out": "退出登录",
    "Name": "姓名或代号",
    "Password": "密码",
    "Name or password is wrong.": "名称或密码不正确。",
    "Too many wrong passwords. Wait an hour, or ask who looks after the users.": (
        "密码错误次数过多。请等待一小时，或联系管理用户的人。"
    ),
    "Your password": "您的密码",
    "Your password is changed. Write this code down and keep it apart: it alone opens your key if"
    " you forget the password, and it is not shown again.": (
        "密码已更改。请抄下此代码并另行保管：忘记密码时只有它能打开您的密钥，且不再显示。"
    ),
    "Your password was given to you by somebody else. Choose one that only you know.": (
        "您的密码由他人给出。请改为只有您知道的密码。"
    ),
    "The password you signed in with": "您登录时所用的密码",
    "New password, {} characters or more": "新密码，至少 {} 个字符",
    "The new password again": "再次输入新密码",
    "The two new passwords are not the same.": "两次输入的新密码不一致。",
    "Change the password": "更改密码",
    "Team": "团队",
    "The first password, shown this once; its owner changes it when signing in:": (
        "初始密码，仅显示这一次；本人登录时须更改："
    ),
    "role": "角色",
    "key": "密钥",
    "change": "更改",
    "disabled": "已停用",
    "Save": "保存",
    "End sessions": "结束会话",
    "Take out of the team": "移出团队",
    "Add somebody": "添加成员",
    "Add": "添加",
    "A key is made for them, and you sign that it is another person's.": (
        "将为其生成密钥，并由您签名确认属于另一人。"
    ),
    "reader": "读者",
    "reviewer": "核定者",
    "editor": "编辑",
    "chief": "主管",
}
