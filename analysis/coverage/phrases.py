"""The words that show a part of an answer, in patterns of ``TokenizedAnswer.find``."""

from __future__ import annotations

PERSON = (
    r"(?:boys?|girls?|man|woman|lady|patients?|child|children|kids?|baby|mother|father|mom|"
    r"teenagers?|adolescents?|infant|newborn|family|grandmother|grandfather|student|doctor|mentor|"
    r"professor)"
)
KIN = (
    r"(?:mother|father|mom|dad|sister|brother|grandmother|grandfather|uncle|aunt|cousin|nephew|"
    r"niece|son|daughter|wife|husband|friend|neighbor)"
)
MED_PEDS = (
    r"(?:(?:med|met|mid|mad|men)-? ?(?:peds?|pets?|pads?|beds?|pits?|paeds)|meds|medicine-?"
    r"pediatrics|"
    r"medicine (?:and )?pa?ediatrics|internal medicine and pa?ediatrics|combined (?:training|"
    r"program|residency)|both (?:fields|specialties|sides|trainings|departments|adults|kinds))"
)
YOUNG = (
    r"(?:kids?|child|children|childhood|newborns?|babies|baby|pediatrics?|paediatrics|nursery|"
    r"teenagers?|adolescents?)"
)
OLD = (
    r"(?:adults?|adulthood|grown-?ups?|elderly|grandparents?|grandfathers?|grandmothers?|"
    r"internal medicine|old (?:people|patients|age))"
)
MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)

TRAINING = (
    r"(?:graduated|graduate|graduation) (?:from|in|of|at)",
    r"(?:medical|med) (?:school|college|university|student|degree|officer|training|graduate)",
    r"(?:studied|finished|completed|did|trained|attended|started)(?: \S+){0,4}? (?:medicine|"
    r"university|college|internship|residency|degree|house job|training|service|mbbs)",
    r"my (?:\S+ )?(?:internship|house job|residency|degree|training|social service|rural service|"
    r"foundation year)",
    r"(?:from|at|to|in|attended)(?: the)?(?: \S+){1,3}? university(?! hospital)",
    r"(?:university|faculty|school|college|academy) of(?: \S+)",
    r"i (?:was )?trained (?:as|at|in)",
    r"i(?:'m| am) a (?:\S+ ){0,3}?(?:doctor|physician|graduate) from",
)

MOMENT = (
    r"(?:never|not|cannot|can't|couldn't|won't|don't|didn't) (?:\S+ )?forg[eo]t\w*",
    r"(?:never left|stayed with|stuck with|stays with|decided for|inspired|convinced|shaped|"
    r"touched) me",
    r"i (?:still |always |often |can )?remember",
    r"(?:showed|taught) me",
    r"(?:is|was|are|were) (?:\S+ )?the reason",
    r"(?:there was|sent me|gave me|met) (?:a|an|this|one) (?:\S+ ){1,4}?(?:who|with|there)",
    r"(?:turning point|opened my eyes|eye-opening|life-changing)",
    rf"i (?:\S+ )?(?:met|saw|treated|followed|cared for|took care of|had|admitted|examined|lost)"
    rf"(?: \S+){{0,4}}? {PERSON}",
    rf"(?:there was|i think of|it was)(?: \S+){{0,4}}? {PERSON}(?: \S+)? (?:who|with|and|had|came)",
    rf"(?:a|an|this|that|one)(?: \S+){{0,3}}? {PERSON} (?:who|with(?! (?:the|us|you))|had|has|came|"
    r"was|asked|told|died|turned|lost|suffered)",
    rf"(?:a|an) {PERSON} and (?:her|his|their) {PERSON} (?:came|were|had)",
    rf"my (?:\S+ )?{KIN} (?:\S+ )?(?:had|was|died|got|fell|suffered|lost|became|needed)",
    r"(?:that|this) (?:day|night|week|patient|experience|year) (?:\S+ )?(?:decided|changed|"
    r"showed|taught|made)",
)

NOW = (
    r"(?:right now|currently|at the moment|these days|at present|presently|nowadays)",
    r"now (?:i|i'm|we|we're)",
    r"for the (?:last|past) (?:\S+ ){0,2}?(?:months|years|weeks) (?:i|i'm|i've)",
    r"i(?:'m| am)? (?:work|working|live|volunteer|help)(?: \S+)? (?:in|at|as|with|for)",
    r"i(?:'m| am)? now",
    rf"since (?:last \S+|this \S+|{MONTHS}|20\d\d|then)(?: 20\d\d)? (?:i|i'm|i've)",
    r"i(?:'m| am) (?:\S+ )?(?:working|doing|volunteering|observing|shadowing)",
    r"i(?:'ve| have) been (?:\S+ )?(?:working|doing|volunteering|observing|shadowing|living)",
    r"i(?:'m| am) (?:a|an|the) (?:\S+ ){0,2}?(?:postdoc|fellow|assistant|coordinator|observer|"
    r"extern|volunteer)",
)

WANTING = (
    r"(?:want|wants|wanted|like|wish|hope|hoping|decided|chose|choose|choosing|apply|applying|"
    r"applied|dream|love|interested|goal|why|drawn|committed|become|sure|meant|made for)"
)
WHY_MED_PEDS = (
    rf"{WANTING}(?: \S+){{0,6}}? {MED_PEDS}",
    rf"{MED_PEDS} (?:because|is (?:the|my|where|what|for|made|exactly))",
    r"i (?:\S+ )?(?:want|love|need|like|enjoy) both",
    rf"{WANTING}(?: \S+){{0,5}}? (?:doctor|physician) (?:for|of) (?:both|everyone|"
    r"all ages|families)",
)

BOTH = (
    r"(?:both|two)(?: \S+)? (?:trainings?|fields|specialties|sides|adults|children|kids|kinds|"
    r"populations|boards|ages|worlds)",
    r"(?:dual|full) train\w+",
    r"(?:whole|entire|all (?:\S+ )?) ?(?:life|lives|family|families|lifespan|ages)",
    r"(?:life-?span|life span|any age|every age|all ages|of all ages)",
    rf"{YOUNG}(?: \S+){{0,8}}? {OLD}",
    rf"{OLD}(?: \S+){{0,8}}? {YOUNG}",
    r"transition(?:s|al|ing)?(?: \S+){0,3}? (?:care|clinic|adult|patients|age|between|from|to)",
    r"(?:eighteenth|18th|eighteen|18)(?: \S+)? birthday",
    r"(?:turns?|turned|turning|becomes?|became) (?:eighteen|18)",
)

EXPLORED = (
    r"(?:electives?|rotations?|shadow(?:ed|ing)|observerships?|externships?|sub-?internships?|"
    r"clerkships?|mentors?)",
    r"(?:talked|spoke|talking|speaking|conversations?) (?:with|to)(?: \S+){0,4}? (?:residents?|"
    r"physicians?|doctors?|graduates?|med-?peds)",
    r"(?:spent|worked|did)(?: \S+){0,5}? (?:weeks?|months?|days?|year) (?:\S+ )?(?:in|with|on|at)",
    r"i (?:\S+ )?(?:followed|joined|attended|read about)",
)

GOALS = (
    r"my (?:\S+ ){0,2}?(?:goal|plan|aim|dream|vision|hope)s?",
    r"i(?:'d| would)? (?:\S+ )?(?:want|hope|like|plan|wish|intend) to(?! (?:know|say|tell|thank|"
    r"be (?:honest|sure)))",
    r"i (?:can )?see myself",
    r"in (?:the next )?(?:ten|five|10|5|fifteen|15)(?: to \S+)? years",
    r"(?:long-?term|long term)",
    r"i(?:'m| am) (?:going|planning|hoping) to",
)

WHAT_HAPPENED = (
    r"(?:gap|graduated|failed|failure|attempts?|low(?:er)? score)",
    r"(?:did not|didn't) pass",
    r"(?:finished|completed)(?: \S+){0,3}? (?:in|school|university|internship|medicine)",
    r"(?:i|we) (?:\S+ )?(?:stayed|took|moved|worked|studied|had to|was|were|spent|had|got|lost|"
    r"needed|decided)(?: \S+){0,6}? (?:years?|months?|home|exams?|usmle|steps?|children|child|"
    r"baby|father|mother|family|money|visa|married|accident|surgery|operation|sick|ill)",
    r"(?:my|our) (?:\S+ )?(?:mother|father|wife|husband|family|son|daughter|country|city|grand\w+) "
    r"(?:\S+ )?(?:had|was|were|got|died|became|needed|fell)",
    r"(?:the )?(?:war|pandemic|covid\S*|revolution|earthquake) (?:\S+ )?(?:started|came|began|"
    r"was|closed|broke)",
    r"my (?:visa|papers|exams?|scores?|passport|application|license) (?:was|were|got|took)",
    r"i (?:\S+ )?lost (?:\S+ )?(?:years?|cycles?|months?|time)",
    r"because of (?:\S+ )?(?:family|health|financial|war|covid\S*|pandemic|visa)",
    r"(?:preparing|studying|prepared|studied) (?:\S+ ){0,3}?(?:for|alone|step|usmle)",
    r"(?:from|between|in|until|since) (?:19|20)\d\d",
)

LEARNED = (
    r"(?:learned|learnt|realized|realised|understood|discovered)",
    r"(?:taught|showed) (?:me|us)",
    r"(?:made|gave|helped) me(?! (?:sad|angry|tired|sick))",
    r"i (?:\S+ )?(?:changed|improved|grew|became (?:more|better|a better|stronger)|matured)",
    r"i (?:now |also )?(?:know|understand) (?:now|how)",
    r"i(?:'m| am) (?:now )?more (?:\S+)",
    r"(?:a|the|my|this|one|big|important) lesson",
)

RECENT = (
    r"passed(?! (?:away|by|out))",
    r"(?:scored|score of|got (?:a )?2\d\d|with (?:a )?2\d\d)",
    r"(?:published|publication|publications|(?:paper|article|abstract)(?: \S+){0,2}? accepted)",
    r"(?:observerships?|rotations?|electives?|externships?|hands-on)",
    r"(?:strong )?letters? (?:of recommendation|from)|strong letters",
    r"(?:recently|currently|right now|at the moment|these days)",
    rf"since (?:last \S+|this \S+|{MONTHS}|20\d\d) (?:i|i'm|i've)",
    r"now (?:i'm|i am|i work)(?! (?:more|sure|ready))",
    r"(?:research|clinical) (?:assistant|fellow|coordinator|position|experience)",
    r"(?:got|received|earned) (?:\S+ ){0,2}?(?:certificate|award|ecfmg|license)",
)

VIRTUE = (
    r"(?:good|strong|proud|organi[sz]ed|hard-?working|hard working|calm|patient|curious|reliable|"
    r"empathetic|great|adaptable|flexible|resilient|dedicated|detail-oriented|confident|"
    r"compassionate|team player|fast learner|quick learner|hard worker|responsible|honest|kind|"
    r"creative|punctual|persistent|motivated)"
)
SAYERS = r"(?:people|colleagues|friends|patients|they|attendings|everyone|everybody|teachers)"

STRENGTH = (
    r"(?:strengths?|strong (?:points?|sides?|suit))(?! and)",
    rf"i(?:'m| am) (?:\S+ ){{0,3}}?{VIRTUE}(?! (?:at first))",
    rf"{SAYERS} (?:\S+ ){{0,2}}?(?:say|tell|said|told|describe|call|know|trust)",
    r"i (?:\S+ )?(?:learn fast|learn quickly|work hard|stay calm|never give up|listen well|"
    r"speak \S+ languages|adapt|communicate well)",
)

WEAKNESS = (
    r"weak(?:ness|nesses|er|est|)(?: (?:points?|sides?))?(?! and strength)",
    r"i (?:\S+ )?struggled?(?: \S+)?",
    r"i(?:'m| am| was| get| can be) (?:\S+ ){0,2}?(?:too|shy|impatient|perfectionist|nervous|slow|"
    r"afraid|bad at|behind|not (?:so |very |that |really )?good)",
    r"i(?:'m| am) not (?:\S+ )?(?:good|comfortable|confident|strong)",
    r"(?:difficult|hard|difficulty|difficulties|trouble|problems?) (?:\S+ ){0,2}?"
    r"(?:to(?! (?:know|say))|with|for me|saying|delegating|asking)",
    r"i (?:\S+ )?need to (?:improve|work|be better|learn|become)",
    r"i (?:used|tend) to",
    r"always running behind",
)

EXAMPLE = (
    r"(?:for (?:example|instance)|one time|once(?! (?:a|per|every) (?:day|week|month|year))|"
    r"one (?:day|night|morning|evening))",
    r"(?:i remember|there was)",
    r"last (?:year|month|week|winter|summer|spring)",
    r"on (?:my|the) (?:first|last|second) (?:day|shift|night|week)",
    r"when (?:i (?:was|worked|had|did)|we had|a \S+)",
    r"(?:in|at|during) (?:the|my|our|a) (?:\S+ ){0,2}?(?:emergency|icu|ward|internship|hospital|"
    r"clinic|rotation|shift|residency|service|village|camp|pandemic)",
)

WORKING_ON_IT = (
    r"(?:i'm|i am|been|still|started|am) (?:\S+ )?(?:learning|working on|trying|practicing|"
    r"practicing|improving)",
    r"i (?:\S+ )?(?:try|tried|started|began|asked|joined|took a|take a|practice|practiced) ?"
    r"(?:to|a|an|for|my|in|with|writing|using)?",
    r"now i(?! (?:am|know|have|think|feel|want))",
    r"(?:getting|got|become|became|is|much) better",
    r"(?:has|have|i've|i have|already) improved",
    r"since (?:the|then|last) (?:\S+ )?i",
    r"to (?:overcome|improve|fix) (?:it|this|that)",
)

SITUATION = (
    r"(?:last|one) (?:year|month|week|day|night|morning|winter|summer)",
    r"(?:in|during|at) (?:my|our|the) (?:\S+ )?(?:internship|residency|rotation|ward|unit|hospital|"
    r"clinic|icu|emergency \S+|year|month|shift|service)",
    r"(?:when|while) (?:i|we) (?:was|were|worked)",
    r"as an? (?:\S+ )?(?:intern|student|resident|doctor|volunteer)",
    r"(?:there was|there were|we had|it was)",
)

OUTCOME = (
    r"we (?:\S+ )?(?:finished|agreed|decided|solved|won|reached|kept|found|published|managed|saved|"
    r"became|changed)",
    r"(?:he|she|they|everybody|everyone) (?:\S+ )?(?:agreed|accepted|understood|apologi[sz]ed|"
    r"thanked|recovered|survived|changed|improved)",
)

TASK = (
    r"(?:my|the) (?:\S+ )?(?:task|role|job|responsibility|duty|goal|aim) (?:was|to|is)",
    r"i (?:had to|needed to|was responsible|was in charge|was asked|was assigned|was the one|was "
    r"supposed|was leading|was on call)",
    r"(?:asked|told|wanted|expected) me to",
    r"(?:it was|was) (?:on|up to) me",
    r"i was the (?:\S+ )?(?:chief|leader|only|senior|one|captain)",
    r"(?:responsible|in charge)(?: \S+)? (?:for|of)",
    r"i wanted to (?:make sure|find|solve|protect|help|keep)",
)

PATIENT_FIRST = (
    r"(?:patient|child|baby|boy|girl|woman|man|mother|person)(?:'s|s'|s)? (?:safety|wish|wishes|"
    r"rights?|autonomy|best|interests?|health|life|privacy|dignity)",
    r"(?:safety|safe|best interests?|autonomy|confidential\w*|harm|harmed|protect\w*|dignity)",
    r"(?:right to|rights? of)",
    r"(?:patient|child|safety|health)(?: \S+){0,4}? (?:first|suffer|priority|important)",
    r"(?:priority|important)(?: \S+){0,4}? (?:patient|child|safety|health)",
)

TALKING = (
    r"(?:i'd|would|will|i'll|should|must|first|then|to|and|i|calmly|privately|try to) "
    r"(?:\S+ ){0,2}?(?:talk|speak|listen|ask|explain|sit down|sit with|share|discuss|hear|"
    r"tell (?:him|her|them))",
    r"(?:i'd|would|will|i'll) (?:\S+ )?(?:say|start with|begin with|tell|answer|thank)",
    r"(?:tell|ask|show|give) them",
    r"(?:conversation|meeting|talked|spoke|explained|listened) (?:with|to)",
    r"ask(?:ing)? (?:why|questions|him|her|them|the)",
)

ASKING_FOR_HELP = (
    r"(?:attendings?|supervisors?|senior(?: residents?)?|chief(?: residents?)?|"
    r"program director|charge nurse|department head|boss)",
    r"(?:ethics(?: committee| team| consult\w*)?|committee|social work(?:ers?)?|"
    r"chain (?:of|on) command|risk management|child protecti\w+|protective services|cps|"
    r"hospital policy|polic(?:y|ies)|legal team|lawyers?|psychiatr\w+|police|"
    r"authorit\w+|human resources|interpreters?)",
    r"(?:report|escalate) (?:it|this|him|her|to)",
    r"(?:ask|get|call|call for) (?:for )?help",
    r"second opinion",
)

FEATURES = (
    r"(?:clinics?|tracks?|curricul\w+|electives?|rotations?|pathways?|centers?|conferences?|"
    r"simulation|workshops?|fellowships?|x \+ y|ultrasound|electives)"
)
COUNTS = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|small number of)"

NAMES_SOMETHING = (
    rf"(?:your|the|a|this|have|has|that)(?: \S+){{1,4}}? {FEATURES}",
    rf"your {FEATURES}",
    r"(?:dr|doctor|professor|dr\.) (?!who|and|in|of|is|i|for|to|at|from)\S+",
    rf"{COUNTS} residents",
    r"(?:residents|graduates|interns) (?:\S+ )?(?:rotate|go|work|become|spend|get|see|have)",
    r"(?:i (?:read|saw|heard|noticed)|on your website)(?: \S+){0,4}? (?:that|about)",
    r"(?:global health|street medicine|refugee|rural|transition|county hospital|children's "
    r"hospital|free clinic|va hospital|the va)",
)

MATTERS = (
    r"(?:fit|fits|match|matches|aligns?|goes) (?:\S+ )?(?:my|me|here|well|with|into|in)",
    r"my (?:\S+ )?(?:goals?|experience|background|interests?|research|career|dream|work|plans?)",
    r"i (?:\S+ )?(?:want|hope|plan|wish|would like) to",
    r"i(?:'d| would| could| can)(?: \S+)? (?:fit|help|contribute|bring|grow|continue|use|like to)",
    r"(?:for me|to me|because i|since i)",
    r"i (?:\S+ )?(?:did|do|have done) (?:something similar|the same)",
    r"(?:i|we) (?:\S+ )?(?:need|feel|felt|value|care about|would be able)",
    r"my (?:wife|husband|family|parents|partner)",
    r"i (?:worked|grew up|come from|came from|speak|learn best)",
)
