"""The words for training, reasons, plans, and gaps: what a person did and wants."""

from __future__ import annotations

from analysis.coverage.phrases.people import AGE, KIN, MED_PEDS, MONTHS, OLD, PERSON, YOUNG

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
    r"(?:studied|read|finished|completed|did) (?:\S+ )?(?:medicine|mbbs|md|degree)",
    r"(?:mbbs|universidad|housemanship|house officer|clerkships|licensed (?:physician|doctor))",
    r"i studied (?:in|at)",
    r"(?:got|received|earned|have) my (?:\S+ )?(?:diploma|degree|title|license)",
    r"class of (?:19|20)\d\d",
    r"qualified (?:as|in)",
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
    rf"my (?:\S+ )?{KIN} (?:\S+ )?(?:had|was(?! an?)|died|got|fell|suffered|lost|became|needed)",
    rf"my (?:\S+ )?{KIN}'s (?:\S+ )?(?:kidneys?|heart|lungs?|eyes|disease|cancer|death|son|"
    rf"daughter)",
    r"(?:that|this) (?:day|night|week|patient|experience|year) (?:\S+ )?(?:decided|changed|"
    r"showed|taught|made)",
    rf"when i was (?:{AGE}|a (?:child|kid|boy|girl|student))",
    r"at (?:the age of|thirteen|fourteen|fifteen|sixteen|seventeen)",
    rf"there was(?! (?:no|nobody|nothing))(?: \S+){{0,3}}? {PERSON}",
    rf"(?:a|an|one) (?:\S+ )?{PERSON} (?:of {AGE}|put|brought|gave|held|cried|called|arrived|"
    rf"walked|refused)",
    r"(?:he|she|it|that|this|they) (?:\S+ )?made me",
    r"from that (?:day|night|moment|week|year)",
    r"still (?:inside|with|see|hear|think)",
)

NOW = (
    r"(?:right now|currently|at the moment|these days|at present|presently|nowadays)",
    r"now (?:i|i'm|we|we're)",
    r"for the (?:last|past) (?:\S+ ){0,2}?(?:months|years|weeks) (?:i|i'm|i've)",
    r"i(?:'m| am)? (?:work|working|live|volunteer|help)(?: \S+)? (?:in|at|as|with|for)",
    r"i(?:'m| am)? now",
    rf"since (?:last \S+|this \S+|{MONTHS}|20\d\d)(?: 20\d\d)? (?:i|i'm|i've)",
    r"i(?:'m| am) (?:\S+ )?(?:working|doing|volunteering|observing|shadowing)",
    r"i(?:'ve| have) been (?:\S+ )?(?:working|doing|volunteering|observing|shadowing|living)",
    r"i(?:'m| am) (?:a|an|the) (?:\S+ ){0,2}?(?:postdoc|fellow|assistant|coordinator|observer|"
    r"extern|volunteer)",
    r"i(?:'m| am) in \S+(?: \S+){0,2}? (?:working|living|doing|helping|raising|studying)",
    r"(?:today|presently|this year) i(?:'m| am| work| live| do| help| teach)?",
    r"i (?:am|work|live|help|teach|volunteer|follow|do)(?: \S+){0,4}? (?:days|mornings|evenings|"
    r"nights|weekends|times)",
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
    r"(?:reason|why)(?: \S+){0,5}? (?:specialty|residency|combined|this path|this training)",
    r"(?:don't|didn't|never|not|can't|couldn't)(?: \S+){0,3}? (?:choose|pick|decide)",
    r"both (?:licenses|boards|of them|worlds|at once)",
    r"(?:years|training|residency) (?:of|in|for) both",
    rf"{YOUNG} (?:and|or|to)(?: \S+){{0,3}}? {OLD}",
    rf"{OLD} (?:and|or)(?: \S+){{0,3}}? {YOUNG}",
    r"(?:newborn|baby|birth|cradle)(?: \S+){0,2}? to (?:\S+ ){0,2}?(?:old|grave|death|\S+-year-old|"
    r"elderly)",
    r"(?:every|any|all) ages?",
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
    r"internist(?: \S+){0,4}? pediatrician|pediatrician(?: \S+){0,4}? internist",
    r"(?:both|two) (?:\S+ )?(?:boards|licenses|departments|services|halves)",
    r"(?:mother|father|mom)(?: \S+){0,2}? and (?:\S+ )?(?:baby|child|newborn|son|"
    r"daughter)(?: \S+){0,2}? both",
    r"family medicine",
    r"too old (?:for|to)",
    r"childhood (?:diseases?|illness\w*|conditions?)",
    r"(?:they|patients?|children|kids|child) (?:grow|grows|grew) (?:up|older|old|out)",
    r"(?:no|single|one) (?:single |other )?(?:department|residency|specialty|training)",
    r"only (?:\S+ )?(?:training|residency|specialty|field)",
)

EXPLORED = (
    r"(?:electives?|rotations?|shadow(?:ed|ing)|observerships?|externships?|sub-?internships?|"
    r"clerkships?|mentors?)",
    r"(?:talked|spoke|talking|speaking|conversations?) (?:with|to)(?: \S+){0,4}? (?:residents?|"
    r"physicians?|doctors?|graduates?|med-?peds)",
    r"(?:spent|worked|did)(?: \S+){0,5}? (?:weeks?|months?|days?|year) (?:\S+ )?(?:in|with|on|at)",
    r"i (?:\S+ )?(?:followed|joined|attended|read about)",
    r"i (?:\S+ )?(?:rotated|observed|interviewed|shadowed|sat in|tested|visited)",
    r"asked to observe",
    r"(?:tested|tried) (?:it|both|this)",
    r"(?:one|two|three|four|six|eight|ten|\d+) (?:weeks?|months?) (?:\S+ )?(?:in|with|at|on|here|"
    r"there)",
    r"(?:talked|spoke|spoken|asked|wrote|called)(?: \S+){0,5}? (?:residents?|graduates?|"
    r"attendings?)",
)

GOALS = (
    r"my (?:\S+ ){0,2}?(?:goal|plan|aim|dream|vision|hope)s?",
    r"(?:i (?:\S+ )?(?:want|hope|plan|wish|intend)|i(?:'d| would) (?:\S+ )?(?:like|"
    r"love)) to(?! (?:know|say|"
    r"tell|thank|be (?:honest|sure)))",
    r"i (?:can )?see myself",
    r"in (?:the next )?(?:ten|five|10|5|fifteen|15)(?: to \S+)? years",
    r"(?:long-?term|long term)",
    r"i(?:'m| am) (?:going|planning|hoping) to",
    r"(?:some ?day|one day i(?:'d|'ll| will| want)|eventually|in the future|long run)",
    r"after (?:the |my )?(?:residency|training|graduation)",
    r"what i(?:'m| am| will| want|'d)(?: \S+)? (?:after|do|like|want|is)",
    r"(?:i|i can) picture",
    r"i(?:'ll| will) (?:\S+ )?(?:do|work|use|open|go|practice|run|start|build|return)",
    r"i(?:'d| would) (?:\S+ )?(?:work|open|organize|run|start|build|stay|return|go back|be the)",
)

WHAT_HAPPENED = (
    r"(?:gap(?! (?:is|isn't|year is))|graduated|failed|failure|attempts?|low(?:er)? score)",
    r"(?:did not|didn't) pass",
    r"(?:finished|completed)(?: \S+){0,3}? (?:in|school|university|internship|medicine)",
    r"(?:i|we) (?:\S+ )?(?:stayed|took|moved|worked|studied|had to|was|were|spent|had|got|lost|"
    r"needed|decided)(?: \S+){0,6}? (?:years?|months?|home|exams|usmle|children|child|"
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
    r"(?:pregnan\w+|military|army|refugees?|premature|bed rest|debts?|caregiver|caring for my)",
    r"(?:visa|papers|application)(?: \S+){0,5}? (?:denied|rejected|refused|delayed|expired)",
    r"(?:couldn't|could not|wasn't|not allowed to|can't) (?:\S+ )?(?:practice|work|travel|study|"
    r"sit|leave)",
    r"(?:empty|lost|missing) years",
    r"(?:my|had|got|thyroid|breast) (?:\S+ )?(?:cancer|illness|surgery|operation|depression|"
    r"accident|chemo\w*)",
    r"did(?: not|n't) match",
)

LEARNED = (
    r"(?:learned|learnt|realized|realised|understood|discovered)",
    r"(?:taught|showed) (?:me|us)",
    r"(?:made|helped) me(?! (?:sad|angry|tired|sick))",
    r"gave me (?:\S+ )?(?:patience|strength|discipline|perspective|time to|another|resilience|"
    r"empathy)",
    r"i (?:\S+ )?(?:changed|improved|grew|became (?:more|better|a better|stronger)|matured)",
    r"i (?:now |also )?(?:know|understand) (?:now|how)",
    r"i(?:'m| am) (?:now )?more (?:\S+)",
    r"(?:a|the|my|this|one|big|important) lesson",
    r"not the same (?:as|person|man|woman|doctor)",
    r"(?:carry|take|took|gained|brought|bring) (?:\S+ ){0,2}?(?:out of|from|away|with me)",
    r"(?:got|get) (?:from|out of)",
    r"i(?:'ve| have)? (?:\S+ )?(?:became|become|am|grown) (?:\S+ )?(?:humble\w*|patient|stronger|"
    r"careful|mature|calmer|kinder|slower|wiser|"
    r"better|the person)",
    r"i (?:\S+ )?stopped \S+ing",
    r"i(?:'ve| have)? (?:built|developed)",
    r"i see (?:now )?that",
    r"what changed",
    r"(?:now|nowadays|today) i (?:\S+ )?(?:explain|ask|check|listen|study|plan|keep|know|"
    r"understand)",
    r"i (?:now|always|never again|no longer) (?:explain|ask|check|listen|study|plan|keep|say|wait|"
    r"judge)",
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
    r"(?:hired|invited|accepted) me",
    r"i (?:just|recently|finally) (?:got|passed|finished|took|completed|received|started)",
    r"step (?:2|3|two|three|ii|iii|ck)(?: ck)?(?: \S+)? (?:score|result|with)",
    r"i(?:'m| am| have been|'ve been) (?:\S+ )?(?:shadowing|certified|employed|hired|volunteering)",
    r"(?:poster|presented|abstract)",
)
