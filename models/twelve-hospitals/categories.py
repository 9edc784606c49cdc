"""Product categories: how many items, how critical, how dear, how packed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    """A product category: size in the full catalogue (D08), shares and laws of its items."""

    id: str
    prefix: str
    items: int
    vital: float  # P028 gives 0.15 and 0.45 over all; by category is an assumption
    desirable: float
    spend: float  # P020
    cost_sigma: float  # of log cost; assumption
    packs: tuple[tuple[int, float], ...]  # (base units, weight); assumption
    substitutable: float  # P029
    nouns: tuple[str, ...]
    ownership: str = "owned"


# fmt: off
CATEGORIES = (
    Category("ppe", "PP", 90, 0.10, 0.40, 0.06, 0.9, ((10, 2), (25, 1), (50, 2), (100, 3)), 0.65,
             ("exam glove", "sterile glove", "isolation gown", "surgical mask", "respirator", "face shield",
              "shoe cover", "bouffant cap", "eye shield", "apron")),
    Category("wound", "WO", 220, 0.08, 0.52, 0.05, 0.0, ((1, 1), (5, 3), (10, 4), (20, 1), (50, 1)), 0.65,
             ("gauze compress", "foam dressing", "film dressing", "hydrocolloid", "alginate", "bandage",
              "adhesive tape", "wound closure strip", "negative pressure kit", "abdominal pad", "non-adherent pad",
              "silver dressing")),
    Category("iv", "IV", 230, 0.25, 0.30, 0.09, 1.0, ((1, 1), (10, 3), (20, 2), (25, 1), (50, 2)), 0.65,
             ("peripheral catheter", "saline bag", "lactated Ringer's bag", "dextrose bag", "infusion set",
              "extension set", "flush syringe", "syringe", "needleless connector", "central line kit", "stopcock",
              "pressure tubing")),
    Category("surgical", "SU", 640, 0.12, 0.40, 0.26, 1.3, ((1, 4), (5, 3), (10, 2), (12, 2), (36, 1)), 0.65,
             ("suture", "stapler", "stapler reload", "trocar", "drape", "surgical pack", "electrode", "scalpel",
              "clip applier", "suction tip", "haemostat", "mesh", "drain", "laparoscopic grasper", "bone saw blade",
              "guide wire", "introducer sheath", "angiography catheter", "sponge", "light handle cover")),
    Category("implants", "IM", 640, 0.12, 0.38, 0.32, 1.3, ((1, 1),), 0.10,
             ("bone screw", "locking plate", "hip stem", "hip cup", "knee femoral part", "knee tibial part",
              "intramedullary nail", "spinal rod", "pedicle screw", "coronary stent", "pacemaker lead", "pacemaker",
              "heart valve", "graft", "hernia mesh", "suture anchor"), "consignment"),  # D18; all of them is an assumption
    Category("lab", "LB", 260, 0.15, 0.42, 0.10, 1.1, ((1, 1), (10, 1), (25, 2), (50, 3), (100, 2)), 0.65,
             ("blood tube", "culture bottle", "swab", "lancet", "test strip", "reagent cartridge", "urine cup",
              "collection needle", "slide", "pipette tip", "transport medium")),
    Category("pharmacy", "RX", 110, 0.35, 0.25, 0.05, 1.0, ((1, 1), (5, 2), (10, 3), (25, 2)), 0.65,
             ("irrigation fluid", "contrast agent", "local anaesthetic", "heparin flush", "nutrition bag",
              "skin antiseptic", "lubricant", "eye drops")),
    Category("linen", "LN", 60, 0.00, 0.80, 0.03, 0.5, ((1, 1), (5, 2), (10, 4), (20, 1)), 0.65,
             ("sheet", "pillow case", "blanket", "towel", "patient gown", "scrub suit", "underpad")),
    Category("respiratory", "RS", 150, 0.30, 0.35, 0.04, 1.1, ((1, 2), (5, 3), (10, 3), (20, 1)), 0.65,
             ("nasal cannula", "oxygen mask", "ventilator circuit", "endotracheal tube", "suction catheter",
              "nebuliser", "filter", "tracheostomy tube", "spirometer", "CPAP mask")),
)
# fmt: on
