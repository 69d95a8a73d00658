"""Common English words: known even where a pack does not use them, so no slip of the fingers.

Without them "career" would be mended to "Korea". Written for this project, by themes; forms that
end in s, ed or ing are left out, `common` finds them by their stem.
"""

from typing import Final

from bot.core.matching.text import stem

_STOP_WORDS: Final = """
a about after again all also am an and any are arent as at be because been before being both
but by can cannot cant could couldnt did didnt do does doesnt doing dont down for from had has
hasnt have havent having he her here hers him his how i id if ill im in into is isnt it its ive
just lets like me more most my no nor not of off on once only or other our ours out over own
please plz pls r same she should shouldnt so some such than that thats the their them then
there theres these they theyre this those through to too u under until up ur us very was wasnt
we were what whats when where which while who whom whos whose why will with wont would wouldnt
you your youre yours
"""

STOP_WORDS: Final = frozenset(_STOP_WORDS.split())
"""Words that say nothing by themselves."""

COMMON: Final = """
ability able above accept access accident according account across act action active activity
actor actual add address adult advance advantage advice affair afford afraid africa age agency
agent ago agree agreement ahead aid aim air aircraft airline airport alarm album alcohol alive
allow almost alone along already although always amazing america among amount ancient anger angle
angry animal anniversary announce annual another answer anybody anymore anyone anything anyway
anywhere apart apartment app apple application apply appoint approach april area argue argument
arm army around arrange arrest arrive arrival art article artist asia ask asleep assist assume
attack attempt attend attention attract august aunt australia author authority automatic
available average avoid awake award aware away baby back bad bag bake balance ball banana band
bank bar base baseball basic basket basketball bath battery battle beach bean bear beat beautiful
beauty become bed bedroom beef beer began begin behave behavior behind belief believe bell belong
below belt bend benefit beside best bet better between beyond big bike bill billion bind bird
birth birthday bit bite bitter black blame blind block blood blow blue board boat body boil bomb
bone bonus book border bored boring born borrow boss bottle bottom bought bowl box boy boyfriend
brain brand brave brazil bread break breakfast breath bridge brief bright bring britain broad
brother brown brush budget build bullet burn bus business busy butter button buy cabinet cake
calendar call calm camera camp campaign canada cancel cancer candidate candle capable capital car
card care career careful carry case cash castle cat catch cause celebrate cell center central
century certain chain chair chairman challenge champion chance change channel chapter character
charge charity chart cheap cheat check cheese chef chemical chess chest chicken chief child
children china chocolate choice choose christmas church cigarette cinema circle citizen city
civil claim class classic clean clear clever click client climate climb clock close cloth clothes
cloud club coach coal coast coat code coffee coin cold collapse collect college color colour
column combine come comedy comfort command comment commercial commit committee common communicate
community company compare compete complain complete complex computer concept concern concert
conclude concrete condition conduct conference confirm confuse connect consider consist constant
construct consult contact contain content contest continent continue contract control
conversation convert cook cookie cool copy corn corner corporate correct cost cotton cough council
count counter country couple courage course court cousin cover cow crash crazy cream create credit
crew cricket crime criminal crisis critic crop cross crowd crowded cruel cry culture cup cure
curious currency current curtain curve custom customer cut cycle dad daily damage dance danger
dangerous dare dark data database date daughter day dead deal dealt dear death debate debt decade
december decide decision declare decline deep deer defeat defend define degree delay delete
deliver delivery demand democracy dentist deny department depend deposit describe desert deserve
design desire desk despite destroy detail detect develop device dictionary die diet differ
difference different difficult dig digital dinner direct direction director dirty disappear
disaster discount discover discuss disease dish display distance divide divorce doctor document
dog dollar door double doubt downtown dozen draft drag drama draw dream dress drink drive driver
drop drug dry due during dust duty each ear early earn earth earthquake ease east easter easy eat
economic economist economy edge edit education effect effort egg eight either elect election
electric elephant else email embarrass emergency emotion employ employee empty enemy energy engine
engineer england english enjoy enough enter entertain entire entry environment equal equipment
error escape especially essay establish estate europe even evening event ever every everybody
everyday everything everywhere evidence evil exact exam example excellent except exchange excite
excuse exercise exist exit expand expect expense expensive experience experiment expert explain
explode explore export express extra extreme eye face fact factory fail fair faith fall false
familiar family famous fan fancy far farm farmer fashion fast fat father fault favor favorite
favourite fear feature february federal fee feed feel feet fell fellow felt female fence festival
fever few field fight figure file fill film final finance find fine finger finish fire firm first
fish fit five fix flag flat flavor flight float floor flow flower flu fly focus folder folk follow
food foot football force foreign forest forever forget fork form formal former fortune forward
found four frame france free freedom freeze french frequent fresh friday fridge friend friendly
frog front fruit fuel full fun function fund funny furniture future gain gallery game gap garage
garden gas gate gather gave general generation gentle german germany get ghost giant gift girl
girlfriend give glad glass global glove goal goat god gold golden golf gone good govern government
grab grade gradual grand grandfather grandmother grass great green greet grew grey ground group
grow growth guarantee guard guess guest guide guilty guitar gun guy gym habit hair half hall hand
handle hang happen happy hard hardly hat hate head headache heal health healthy hear heart heat
heavy hell helmet help helpful herself hide high highway hill himself hire history hit hobby
hockey hold hole holiday hollywood home homework honest honey honor hope horrible horse hospital
host hot hotel hour house household however huge human hundred hungry hunt hurry hurt husband ice
idea ideal identify identity ignore illegal image imagine immediate impact import important
impossible impress improve inch include income increase independent india indicate individual
industry infect inflation influence inform information injure inside install instance instant
instead institute instruction insurance intend intention interest internal international internet
interview introduce invent invest investigate invite iron island issue italian italy item itself
jacket january japanese job join joke journal journey joy judge juice july jump june junior jury
justice keep kept key keyboard kick kid kill kilometer kind king kiss kitchen knee knew knife
knock know knowledge known lab label labor lack lady lake lamp land language laptop large last
late later laugh launch laundry law lawyer lay lazy lead leader leaf league learn lease least
leather leave left leg legal lemon lend length less lesson letter level library license lie life
lift light limit line lion lip list listen liter literature little live loan local location lock
logic lonely long look loose lose loss lost lot loud love lovely low luck lucky luggage lunch
machine mad magazine magic mail main maintain major make male mall manage manager manner many map
march mark market marriage married marry mask mass massive master match material math mathematics
matter maximum may maybe mayor meal mean meaning meanwhile measure meat media medical medicine
medium meet meeting member membership memory men mental mention menu mess message metal method
mexico middle midnight might mile military milk million mind mine minimum minister minor minute
mirror miss mission mistake mix mobile model modern moment monday money monitor monkey month mood
moon moral morning mortgage mother motor mountain mouse mouth move movie much multiple murder
muscle museum music musical must myself nail name narrow nation national native natural nature
near nearby nearly necessary neck need needle negative neighbor neither nerve nervous network
never new news newspaper next nice night nine nobody noise none noon normal north nose note
nothing notice novel november nuclear number nurse nut object observe obvious ocean october odd
offer office officer official often oil old olympic one onion online open opera operate opinion
opportunity oppose opposite option orange order ordinary organic organization organize origin
original otherwise ought ourselves outcome outdoor outside oven overall owe owner pack package
page paid pain paint pair palace pale pan panel panic paper parent paris park parliament part
participate particular partner party pass passenger passion passport password past path patience
patient pattern pay payment peace peak pen pencil pension people pepper per percent perfect
perform perhaps period permanent permit person personal pet phase philosophy phone photo
photograph phrase physical physics piano pick picture pie piece pig pilot pink pipe pizza place
plain plan plane planet plant plastic plate platform play player pleasant pleasure plenty plus
pocket poem poet point poison police policy polite politic political politician poll pollution
pool poor pop popular population pork port position positive possible post pot potato potential
pound pour poverty power practical practice pray prefer pregnant premier prepare present president
press pressure pretty prevent previous price pride priest primary prime prince princess print
prior prison private prize probable problem process produce product profession professional
professor profile profit program programme progress project promise promote proof proper property
protect protest proud prove provide public publish pull pump punish purchase pure purple purpose
push put quality quarter queen question quick quiet quit quite quote rabbit race radio rail rain
raise random range rank rapid rare rate rather ratio raw reach react read ready real reality
realize really reason receipt receive recent recipe recognize recommend record recover red reduce
refer reflect refrigerator refund refuse regard region register regret regular reject relate
relation relationship relative relax release religion religious rely remain remember remind
remote remove rent repair repeat replace reply report represent republic request require rescue
research reserve reset resident resolve resource respect respond response responsible rest
restaurant result retire return reveal review revolution reward rice rich ride right ring rise
risk river road rob robot rock role roll roof room root rope rough round route routine row royal
rub rude ruin rule run rush russia russian sad safe safety said sail salad salary sale salt sample
sand sandwich satellite satisfy saturday sauce save saw say scale scare scene schedule scheme
school science scientific scientist score scratch scream screen sea search season seat second
secret secretary section secure security see seed seek seem seen select self sell senate send
senior sense sentence separate september series serious serve service session set settle seven
several severe sex shade shadow shake shall shame shape share sharp shell shift shine ship shirt
shock shoe shoot shop short shot shoulder shout show shower shut shy sick side sight sign signal
silence silent silly silver similar simple since sing singer single sink sister sit site situation
six size ski skill skin skirt sky sleep slice slight slip slow small smart smell smile smoke
smooth snake snow soap soccer social society sock soft software soil soldier solid solution solve
somebody someone something sometimes somewhere son song soon sorry sort soul sound soup source
south space spain spanish speak special specific speech speed spell spend spent spirit split spoon
sport spot spread spring square staff stage stair stamp stand standard star stare start state
station status stay steady steak steal steel steep stick still stock stolen stomach stone stop
store storm story straight strange stranger strategy stream street strength stress stretch strike
string strong structure struggle student studio study stuff stupid style subject submit subscribe
succeed success sudden suffer sugar suggest suit summer sun sunday supper supply support suppose
sure surface surgery surprise surround survey survive suspect swear sweater sweep sweet swim
swimming switch symbol symptom system table tail take tale talent talk tall tank target task taste
tax taxi tea teach teacher team tear technical technique technology teenager teeth telephone
television tell temperature temple ten tend tennis tension term terrible test text thank theater
themselves theory thick thief thin thing think third thirty thought thousand thread threat
threaten three throat throw thursday thus ticket tidy tie tiger tight till time tiny tip tire
tired title today toe together toilet told tomato tomorrow tone tongue tonight tool tooth top
topic total touch tough tour tourist toward towel tower town toy track trade tradition traditional
traffic train transfer translate transport trap trash travel treat treatment tree trend trial
trick trip trouble truck true trust truth try tube tuesday tune turkey turn tv twelve twenty twice
twin twist two type typical ugly uk umbrella uncle understand unfair unfortunate unhappy uniform
union unique unit unite united universe university unknown unless unlike unusual update upgrade
upon upper upset upstairs urban urge urgent use used useful user useless usual vacation valley
value van various vary vast vegetable vehicle version via victim victory video view village
violence violent virus visa visit visitor vitamin voice volume vote wage wait wake walk wall
wallet want war warm warn warrant warranty wash waste watch water wave way weak weakness wealth
weapon wear weather web website wedding wednesday week weekend weigh weight welcome well went west
western wet whale whatever wheel whenever wherever whether white whole wide wife wild win wind
window wine wing winner winter wire wise wish within without woman women won wonder wonderful wood
word work worker world worried worry worse worst worth wound wrap write writer written wrong
yard yeah year yell yellow yes yesterday yet young yourself youth zero zone zoo
"""
"""Some of the words that everybody uses."""


_SHORTHAND: Final = """
abt about
bc because
bcoz because
bcuz because
btwn between
coz because
cuz because
diff difference
govt government
hav have
intl international
pls please
plz please
ppl people
r are
rly really
shud should
shld should
thx thanks
u you
ur your
wat what
wats what
wen when
wer where
wht what
wich which
wud would
wut what
y why
"""

SHORTHAND: Final = dict(line.split() for line in _SHORTHAND.split("\n") if line)
"""How people type in chats, and the word they mean."""


def common() -> frozenset[str]:
    """The stems of the common words."""
    return frozenset(stem(word) for word in (*COMMON.split(), *STOP_WORDS))
