"""Words for what somebody is: trades, ranks, kin. They lead to a source where few stand behind it.

A list of words, the endings that trades are made with, and words of kinship; Chinese ones, too. It
names too much rather than too little, for it only warns.
"""

from __future__ import annotations

import re

_LISTED = (
    "abbot|accountant|actor|actress|aide|ambassador|analyst|apprentice|architect|artist|assistant"
    "|attendant|attorney|auditor|baker|banker|barber|bartender|beekeeper|bishop|boatman|bodyguard"
    "|bookkeeper|boss|builder|butcher|cadre|captain|caretaker|carpenter|cashier|chairman|chauffeur"
    "|chef|chief|clerk|coach|colonel|commander|commissar|conscript|constable|consul|contractor"
    "|cook|coroner|courier|customs\\s+\\w+|dancer|deacon|dean|deputy|designer|detective|detainee"
    "|diplomat|director|dispatcher|doctor|driver|editor|electrician|engineer|farmer|farmhand"
    "|ferryman|firefighter|fisher|foreman|forester|gardener|gatekeeper|generals|governor|guard"
    "|guide|hairdresser|harvester|headman|headmaster|headmistress|herbalist|herder|herdsman|hunter"
    "|imam|informant|inmate|innkeeper|inspector|instructor|intern|interpreter|inventor|jailer"
    "|jailor|janitor|jeweller|journalist|judge|laborer|labourer|lawyer|lecturer|librarian"
    "|lieutenant|locksmith|logger|magistrate|maid|majors|manager|mason|masseuse|mayor|mechanic"
    "|medic|merchant|metalworker|midwife|midwives|miller|miner|minister|monk|mortician|musician"
    "|nanny|notary|novice|nun|nurse|nurseryman|operator|orderly|painter|paramedic|parson|pastor"
    "|peasant|peddler|pharmacist|photographer|physician|pilot|plumber|police\\w*|politician|porter"
    "|postman|potter|preacher|priest|prisoner|producer|professor|programmer|prosecutor"
    "|pupil|rabbi|ranger|receptionist|recruiter|reporter|roofer|sailor|saleswoman|salesman|scholar"
    "|scientist|seamstress|secretary|secretaries|seller|sergeant|servant|shepherd|shopkeeper"
    "|skipper|smuggler|soldier|spy|steward|student|supervisor|surgeon|surveyor|tailor|teacher"
    "|technician|trader|trainer|translator|trucker|tutor|undertaker|vendor|veteran|veterinarian"
    "|vet|waiter|waitress|warden|watchman|weaver|welder|worker|writer|official|broker|cleaner"
    "|prosecutor|spokesman|spokeswoman|commissioner|superintendent|intelligence\\s+\\w+"
)
_MADE = (
    r"\w{2,}(?:keeper|monger|smith|wright|herd|herder|worker|dealer|maker|owner|holder|grower"
    r"|breeder|fighter|hand|ologist|ographer|ician|iatrist|therapist|ornist|anist)"
)
_MEN = (
    r"(?!(?:wo|hu|ger)m[ae]ns?\b)(?:fisher|police|business|service|boat|trades|militia|repair|post"
    r"|work|cam[ea]ra|air|fire|noble|clergy|states|sales|ferry|watch|herds|crafts|seaf?a?r?|rifle"
    r"|guards|trades|middle|ombuds|frontiers|coast|signal|bonds|fore|chair)(?:wo)?m[ae]n"
)
_KIN = (
    "twin|triplet|sister|brother|sibling|mother|father|parent|wife|wives|husband|widow|widower"
    "|fianc[ée]e?|son|daughter|cousin|uncle|aunt|nephew|niece|grand\\w{3,8}|neighbou?r|colleague"
    "|classmate|roommate|cellmate|friend|girlfriend|boyfriend|in-laws?|orphan"
)
CALLING = re.compile(
    rf"\b(?:{_LISTED}|{_MADE}|{_MEN}|{_KIN})(?:e?s)?\b"
    r"|警|司机|医生|护士|教师|老师|农民|渔民|商人|军人|士兵|工人|干部|律师|法官|记者|学生|翻译|和尚|僧人|尼姑"
    r"|牧师|神父|船员|船长|厨师|厨工|会计|保安|保洁|校长|院长|所长|站长|队长|科长|处长|局长|主任|书记|村长"
    r"|店主|店员|老板|技术员|技师|养蜂人|养殖户|猎人|导游|门卫|看守|狱警|囚犯|助产士|阿訇|执事|外交官|分析员"
    r"|姐妹|兄弟|母亲|父亲|父母|妻子|丈夫|儿子|女儿|邻居|同事|同学|双胞胎|寡妇|叔叔|姑姑|表哥|表妹|朋友"
    r"|의사|간호사|교사|농부|어부|군인|상인|목사|신부|경찰",
    re.IGNORECASE,
)
_HEAD = r"\b(?:an?|one|two|former|retired|deputy|senior|junior|young|old|as|both|all)\s+"
_NO_CALLING = (
    "number|other|matter|letter|paper|order|border|river|water|winter|summer|member|chapter|quarter"
    "|centre|center|answer|offer|error|factor|door|floor|corner|shelter|shower|dinner|manner|banner"
    "|power|tower|rumou?r|labou?r|terror|horror|mirror|minor|prior|former|latter|later|earlier"
    "|further|rather|another|either|order|list|twist|mist|fist|resident|accident|incident"
    "|document|moment|payment|statement|account|amount|event|percent|government|department"
    "|settlement|agreement|different|independent|recent|silent|urgent|patient|current|present"
    "|important|distant|significant|plant|grant|infant|want|tent|cent|extent|consent|century"
    "|quota|register|character|poster|folder|computer|printer|ladder|fever|cancer|disaster"
    "|encounter|transfer|newspaper|barrier|carrier|container|trailer|motor|sector|tractor|detector"
    "|monitor|visitor|neighbor|corridor|harbou?r|colou?r|favou?r|hou?r|year|week|day|month"
)
APPOSED = re.compile(
    rf"{_HEAD}(?P<noun>(?!(?:{_NO_CALLING})s?\b)[a-z]{{2,}}(?:er|or|i(?:st|an)|eer|ant|ent)s?)\b"
)
"""A trade by its ending alone, where it stands as what somebody is: a glazier, two beadsmen."""
