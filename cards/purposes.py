"""The purposes of an agreement, as people read them."""

from cases.model import Purpose

PURPOSES: dict[Purpose, str] = {
    Purpose.SAFEGUARDING: "Keeping a child safe",
    Purpose.EARLY_HELP: "Early help",
    Purpose.CARE: "Health or social care",
    Purpose.EDUCATION: "Education",
    Purpose.CRIME: "Preventing crime",
}
