"""Names of HTML elements, by what they mean for a reader of the text."""

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param "
    "source track wbr".split()
)
"""Elements without content and without an end tag."""

RAW = frozenset(
    "script style title textarea xmp iframe noembed noframes noscript plaintext".split()
)
"""Elements whose content has no tags. ``noscript`` is one where scripts run. All are
left out."""

LEFT_OUT = frozenset(
    "head title script style template noscript noembed noframes iframe xmp plaintext "
    "object applet canvas audio video svg math nav select datalist textarea button "
    "progress meter rp rt".split()
)
"""Elements that show no words of the text: code, navigation, controls, fallbacks."""

BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details "
    "dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 "
    "h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p "
    "plaintext pre search section summary table tbody td tfoot th thead tr ul "
    "xmp".split()
)
"""Elements that begin and end a paragraph."""

SCOPES = frozenset(
    "html table td th caption template object applet marquee svg math".split()
)
"""Elements out of which an end tag of another element does not reach."""

SPECIAL = BLOCKS | SCOPES | frozenset({"iframe", "script", "select", "button"})
"""Elements that the end tag of an inline element around them does not close."""

ENDS_PARAGRAPH = frozenset(
    "address article aside blockquote center details dialog dir div dl dd dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main "
    "menu nav ol p plaintext pre search section summary table ul xmp".split()
)
"""Start tags that end an open ``p``."""

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
PREFORMATTED = frozenset({"pre", "listing"})
IN_HEAD = frozenset(
    "base basefont bgsound link meta title style script noscript noframes "
    "template".split()
)
"""Elements that ``head`` may contain; any other one ends it."""

IMPLIED_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "option": (frozenset({"option"}), frozenset({"select", "datalist", "optgroup"})),
    "optgroup": (frozenset({"optgroup"}), frozenset({"select"})),
    "rt": (frozenset({"rt", "rp"}), frozenset({"ruby"})),
    "rp": (frozenset({"rt", "rp"}), frozenset({"ruby"})),
    "td": (frozenset({"td", "th", "caption"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th", "caption"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "caption"}), frozenset({"table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot", "caption"}), frozenset({"table"})),
    "thead": (frozenset({"tbody", "thead", "tfoot", "caption"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot", "caption"}), frozenset({"table"})),
}
"""By the name of a start tag: the open elements that it ends, and those inside of which
it looks for them."""

TABLE_PARTS = frozenset("td th tr tbody thead tfoot".split())
FOREIGN = frozenset({"svg", "math"})
HTML_IN_FOREIGN = frozenset(
    "foreignobject desc title annotation-xml mi mo mn ms mtext".split()
)
"""Elements of SVG and MathML whose content is HTML again."""
ENDS_FOREIGN = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head "
    "hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub "
    "sup table tt u ul var".split()
)
"""Start tags that end an SVG or MathML element that was left open."""

CREDITS = frozenset({"cite", "footer", "figcaption"})
"""Elements that may name the source of a quotation beside it."""
PAGE = frozenset({"html", "head", "body"})
"""Elements of a whole page."""
