"""An invented document with entities, as CoNLL-U."""

FIELDS = "# global.Entity = GRP-etype-minspan-link-identity"
TEXT = "Ada Low, the mayor, said\nher town's council can't pay. The mayor left Selby."
ROWS = (
    "# newdoc id = some_bridge",
    FIELDS,
    "# text = Ada Low, the mayor, said her town's council can't pay.",
    "1\tAda\t_\tPROPN\t_\t_\t7\tnsubj\t_\tEntity=(1-person-1,2-coref-Ada_Low",
    "2\tLow\t_\tPROPN\t_\t_\t1\tflat\t_\tEntity=1)|SpaceAfter=No",
    "3\t,\t_\tPUNCT\t_\t_\t5\tpunct\t_\t_",
    "4\tthe\t_\tDET\t_\t_\t5\tdet\t_\tEntity=(1-person-2-appos",
    "5\tmayor\t_\tNOUN\t_\t_\t1\tappos\t_\tEntity=1)|SpaceAfter=No",
    "6\t,\t_\tPUNCT\t_\t_\t1\tpunct\t_\t_",
    "7\tsaid\t_\tVERB\t_\t_\t0\troot\t_\t_",
    "8\ther\t_\tPRON\t_\t_\t9\tnmod\t_\tEntity=(3-org-4-sgl(2-place-2-coref(1-person-1-ana)",
    "9-10\ttown's\t_\t_\t_\t_\t_\t_\t_\t_",
    "9\ttown\t_\tNOUN\t_\t_\t11\tnmod\t_\t_",
    "10\t's\t_\tPART\t_\t_\t9\tcase\t_\tEntity=2)",
    "11\tcouncil\t_\tNOUN\t_\t_\t14\tnsubj\t_\tEntity=3)",
    "12-13\tcan't\t_\t_\t_\t_\t_\t_\t_\t_",
    "12\tca\t_\tAUX\t_\t_\t14\taux\t_\t_",
    "13\tn't\t_\tPART\t_\t_\t14\tadvmod\t_\t_",
    "14\tpay\t_\tVERB\t_\t_\t7\tccomp\t_\tSpaceAfter=No",
    "15\t.\t_\tPUNCT\t_\t_\t7\tpunct\t_\t_",
    "",
    "1\tThe\t_\tDET\t_\t_\t2\tdet\t_\tEntity=(1-person-2-coref",
    "2\tmayor\t_\tNOUN\t_\t_\t3\tnsubj\t_\tEntity=1)",
    "3\tleft\t_\tVERB\t_\t_\t0\troot\t_\t_",
    "3.1\tleft\t_\tVERB\t_\t_\t_\t_\t_\t_",
    "4\tSelby\t_\tPROPN\t_\t_\t3\tobj\t_\tEntity=(2-place-1-coref)|SpaceAfter=No",
    "5\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_",
    "",
)
OTHER = ("# newdoc id = without_entities", "1\tYes\t_\tINTJ\t_\t_\t0\troot\t_\t_", "")
