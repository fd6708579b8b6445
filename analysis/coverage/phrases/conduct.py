"""The words for strengths, stories, ethical questions, and programs."""

from __future__ import annotations

from analysis.coverage.phrases.people import PERSON

VIRTUE = (
    r"(?:good|strong|proud|organi[sz]ed|hard-?working|hard working|calm|patient|curious|reliable|"
    r"empathetic|great|adaptable|flexible|resilient|dedicated|detail-oriented|confident|"
    r"compassionate|warm|stubborn|dependable|loyal|cheerful|disciplined|trustworthy|thorough|"
    r"team player|fast learner|quick learner|hard worker|responsible|honest|kind(?! of)|"
    r"creative|punctual|persistent|motivated)"
)
SAYERS = r"(?:people|colleagues|friends|patients|they|attendings|everyone|everybody|teachers)"

STRENGTH = (
    r"(?:strengths?|strong (?:points?|sides?|suit))(?! and)",
    rf"i(?:'m| am) (?:\S+ ){{0,3}}?{VIRTUE}(?! (?:at first))",
    rf"{SAYERS} (?:\S+ ){{0,2}}?(?:say|tell|said|told|describe|call|trust)",
    r"i (?:\S+ )?(?:learn fast|learn quickly|work hard|stay calm|never give up|listen well|"
    r"speak \S+ languages|adapt|communicate well)",
    r"what i do (?:best|well)",
    r"(?:good|strong|best|better) (?:points?|sides?|quality|qualities|sense|trait)",
    r"(?:quick|fast) learner",
    r"i(?:'m| am|'ve (?:\S+ )?been| have (?:\S+ )?been) (?:the one|someone|somebody|a person|"
    r"the person|the guy) (?:who|that)",
    r"i (?:\S+ )?(?:pick up|notice|finish what|pay attention|keep calm|connect|never complain)",
    r"i don't (?:\S+ )?(?:give up|panic|drop|quit)",
    r"(?:curiosity|patience|empathy|teamwork|discipline|adaptability|resilience|organizing|"
    r"listening|teaching)(?: \S+)? (?:is|that's)",
    r"is (?:curiosity|patience|empathy|teamwork|discipline|adaptability|resilience|organizing|"
    r"listening|teaching)",
    r"(?:trust|rely on|count on) me",
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
    r"(?:bad|weak|difficult|wrong|dark|less good) (?:points?|sides?|face|way|habit)",
    r"what(?:'s| is) (?:\S+ )?(?:bad|less good|harder|worse|not good)",
    r"i (?:\S+ )?(?:hate|avoid|interrupt|postpone|procrastinate|overthink|worry|delegate badly)",
    r"my (?:\S+ )?(?:difficulty|defect|flaw|fault|challenge|struggle)",
    r"i (?:can't|cannot|don't) (?:\S+ )?(?:say no|delegate|ask for help|like (?:computers|"
    r"conflict\w*)|trust)",
    r"(?:say no|delegate|public speaking|confrontation|time management)",
    r"i(?:'m| am| get| go| turn| become) (?:\S+ ){0,2}?(?:red|cold|quiet|impatient|lost|anxious|"
    r"stressed|stuck)",
    r"(?:talk|speak|work|walk|write|take|think|worry)(?: \S+)? too (?:much|many|fast|slow\w*|long)",
    r"less good",
)

EXAMPLE = (
    r"(?:for (?:example|instance)|one time|once(?! (?:he|she|they|(?:a|per|every) (?:day|week|"
    r"month|year)))|"
    r"one (?:day|night|morning|evening))",
    r"(?:i remember|there was)",
    r"last (?:year|month|week|winter|summer|spring)",
    r"on (?:my|the) (?:first|last|second) (?:day|shift|night|week)",
    r"when (?:i (?:was|worked|had|did)|we had|a \S+)",
    r"(?:in|at|during) (?:the|my|our|a) (?:\S+ ){0,2}?(?:emergency|icu|ward|internship|hospital|"
    r"clinic|rotation|shift|residency|service|village|camp|pandemic)",
    rf"(?:a|an|one) (?:\S+ )?{PERSON} (?:\S+ )?(?:in|couldn't|was|who|had|came|threw|refused|"
    rf"needed|asked)",
    r"in (?!general|fact|the end|my|this|that|front)\S+ (?:a|an|we had|there was|i (?:had|saw|"
    r"met))",
    r"that (?:day|night|week|month) (?:i|we)",
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
    r"(?:so|now|for this|that's why|nowadays|these days) i (?:\S+ )?(?:bought|took|made|wrote|"
    r"write|use|repeat|set|keep|make|ask|check|plan|read|record|call|say|stop|count|practice|block|"
    r"leave|share)",
    r"i(?:'ve| have) (?:\S+ )?(?:given|forced|started|begun|learned|joined|signed)",
    r"every (?:day|week|morning|evening|sunday|night) i",
    r"i force myself|forced myself",
    r"it (?:\S+ )?helps",
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
    r"(?:in|at) the end",
    r"(?:at last|finally|as a result|the result was|the consequence was|luckily|fortunately|"
    r"unfortunately)",
    r"(?:since|from) (?:then|that day|that week|that time)",
    r"(?:recovered|survived|discharged|cured|stabilized|healed)",
    r"went home",
    r"both of them (?:lived|survived|agreed|apologized)",
    r"(?:after|within|by) (?:\S+ )?(?:\S+ )?(?:days?|weeks?|months?|friday|monday|spring|"
    r"summer)(?: \S+){0,4}? (?:was|were|had|no|not|nothing|zero|went)",
    r"(?:still|it's still) (?:use|using|going|there|working|run)",
    r"(?:was|were|is) (?:over|solved|resolved|gone|fixed|saved|zero|discharged)",
    r"(?:it|that|this) worked",
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
    r"(?:on|up to|upon) me",
    r"(?:answerable|accountable) for",
    r"(?:my|with the|the|a) (?:\S+ )?(?:assignment|duty) (?:was|to)",
    r"(?:put|left|made) me (?:in charge|responsible|with)",
    r"i(?:'d been| had been| was|'ve been) (?:given|assigned|chosen|appointed)",
    r"that was (?:mine|my (?:job|task|part))",
)

PATIENT_FIRST = (
    r"(?:patient|child|baby|boy|girl|woman|man|mother|person)(?:'s|s'|s)? (?:safety|wish|wishes|"
    r"rights?|autonomy|best|interests?|health|life|privacy|dignity)",
    r"(?:safety|safe|best interests?|autonomy|confidential\w*|harm|harmed|protect\w*|dignity)",
    r"(?:right to|rights? of)",
    r"(?:patient|child|safety|health)(?: \S+){0,4}? (?:first|suffer|priority|important)",
    r"(?:priority|important)(?: \S+){0,4}? (?:patient|child|safety|health)",
    r"(?:could|can|might|may|would|will) (?:\S+ ){0,2}?(?:die|kill|suffer|get (?:very )?sick|"
    r"get measles|catch|end up|stop breathing|hurt|harm)",
    r"(?:at risk|real risk|danger\w*|deadly|fatal|brain damage|intensive care|life-threatening|"
    r"whooping cough|meningitis|polio|tetanus|diphtheria)",
    r"(?:afraid|worried|thinking|scared|think) (?:for|about|of) (?:the|this|her|"
    r"his) (?:\S+ )?(?:patient|child|kid|baby|newborn|infant|girl|boy)",
    r"(?:paying|pays|vulnerable|innocent|voice|advocate)(?: \S+){0,3}? (?:patient|child|kid|baby|"
    r"newborn|infant)",
    r"(?:patient|child|kid|baby|newborn|infant) (?:who|cannot|can't|could|might|has (?:a|"
    r"the) right|deserves|comes|didn't choose)",
    r"owe (?:it )?(?:to )?(?:the|this|her|him)(?: \S+)?",
    r"(?:patient|child|kid|baby|small one)'s (?:life|body|decision|choice|interest|well-?being)",
    r"(?:his|her|their) (?:own )?(?:life|body|decision|choice|well-?being)",
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
    r"(?:hospital|hospital's|institution\S*) polic(?:y|ies)|legal team|lawyers?|psychiatr\w+|"
    r"police|"
    r"authorit\w+|human resources|interpreters?)",
    r"(?:report|escalate) (?:it|this|him|her|to)",
    r"(?:ask|get|call|call for) (?:for )?help",
    r"second opinion",
    r"(?:preceptors?|consultants?|pharmacists?|faculty|ombudsman|palliative care|specialists?|"
    r"charge nurse)",
    r"(?:advice|help|guidance|support) (?:from|of)",
    r"(?:someone|somebody|colleague|person) (?:with|who has|who is) more (?:experience|experienced|"
    r"senior)",
    r"more experienced|senior colleague|my mentor",
    r"(?:bring in|involve|call in|get) (?:\S+ )?(?:nurse|team|colleague|educator|agent)",
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
    r"(?:i (?:read|saw|heard|noticed)|on your (?:website|page))(?: \S+){0,4}? (?:that|"
    r"about) (?:your|you|the|residents|interns|"
    r"there|six|half|most|one|every)",
    r"(?:global health|street medicine|refugee|rural|transition|county hospital|children's "
    r"hospital|free clinic|va hospital|the va)",
)

MATTERS = (
    r"(?:fit|fits|match|matches|aligns?) (?:\S+ )?(?:my|me|here|well|with|into|in)",
    r"my (?:\S+ )?(?:goals?|experience|background|interests?|research|career|dream|work|plans?)",
    r"i (?:\S+ )?(?:want|hope|plan|wish|would like) to",
    r"i(?:'d| would| could| can)(?: \S+)? (?:fit|help|contribute|bring|grow|continue|use|like to)",
    r"(?:for me(?! to)|to me|because i|since i)",
    r"i (?:\S+ )?(?:did|do|have done) (?:something similar|the same)",
    r"(?:i|we) (?:\S+ )?(?:need|feel|felt|value|care about|would be able)",
    r"my (?:wife|husband|family|parents|partner|daughter|son|grand\w+|father|mother|dad|mom)",
    r"i (?:worked|grew up|come from|came from|speak|learn best)",
    r"i(?:'ve| have) (?:\S+ )?(?:worked|started|lived|lost)",
    r"i(?:'m| am) (?:\S+ )?(?:looking|searching) for",
    r"(?:in|back in) my (?:country|village|town|hospital)",
)
