"""The house's own signs: 24 by 24, drawn with one line. A sign never stands without words beside it."""

from types import MappingProxyType

from django.utils.html import format_html
from django.utils.safestring import SafeString

_DRAWINGS = {
    "add": '<path d="M12 5v14M5 12h14"/>',
    "arrow-left": '<path d="M19 12H5m6-6-6 6 6 6"/>',
    "arrow-right": '<path d="M5 12h14m-6-6 6 6-6 6"/>',
    "book": '<path d="M12 6.5C10 5 7 4.5 3.5 5v13.5c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5Zm0 0V20"/>',
    "bubble": '<path d="M20.5 11.5c0 4-3.8 7-8.5 7-1 0-2-.1-2.9-.4L4.5 20l1.2-3.7C4.3 15 3.5 13.3 3.5 11.5c0-4 3.8-7 8.5-7s8.5 3 8.5 7Z"/>',
    "calendar": '<path d="M4 9.5h16M8 3.5v4m8-4v4"/><rect x="4" y="5.5" width="16" height="15" rx="3"/>',
    "care": '<path d="M12 20C6.5 16.5 3.5 13 3.5 9.3c0-2.7 2-4.8 4.5-4.8 1.7 0 3.2 1 4 2.5.8-1.5 2.3-2.5 4-2.5 2.5 0 4.5 2.1 4.5 4.8 0 3.7-3 7.2-8.5 10.7Z"/>',
    "caution": '<path d="M12 4.5 3.5 19h17L12 4.5Zm0 5.5v4.5m0 2.3v.1"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19.5 7"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "done": '<circle cx="12" cy="12" r="8.5"/><path d="m8 12.3 2.8 2.7L16 9.5"/>',
    "download": '<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14"/>',
    "eye": '<path d="M2.5 12C4.5 8 8 6 12 6s7.5 2 9.5 6c-2 4-5.5 6-9.5 6s-7.5-2-9.5-6Z"/><circle cx="12" cy="12" r="2.8"/>',
    "goal": '<path d="M12 4 3 20h18L12 4ZM8.8 9.7h6.4M5.9 14.9h12.2"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="3.5"/><path d="m6 6 3.5 3.5m5 5L18 18M18 6l-3.5 3.5m-5 5L6 18"/>',
    "home": '<path d="m4 11 8-7 8 7v8.5a1 1 0 0 1-1 1h-4.5V14h-5v6.5H5a1 1 0 0 1-1-1V11Z"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5m0-9v.1"/>',
    "key": '<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8-8m-3 3 2.5 2.5"/>',
    "language": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17Z"/>',
    "leaf": '<path d="M5 19C4 11 8.5 5 19.5 4.5 20 14 15 19.5 8 17.5M5 19c2-4.5 5-7 8.5-8.5"/>',
    "leave": '<path d="M13.5 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h7.5M10 12h10m-3.5-3.5L20 12l-3.5 3.5"/>',
    "letter": '<rect x="3.5" y="5.5" width="17" height="13" rx="2.5"/><path d="m4 7.5 8 6 8-6"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="9.5" rx="2.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "pencil": '<path d="m5 19 1-4.5L16 4.5l3.5 3.5-10 10L5 19Zm9-12.5L17.5 10"/>',
    "people": '<circle cx="8.5" cy="8.5" r="3.5"/><path d="M2.5 19.5c.3-4 2.5-6 6-6s5.7 2 6 6M15 5.3a3.5 3.5 0 0 1 0 6.4m2 2.3c2.6.7 4.2 2.6 4.5 5.5"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c.5-4.3 3-6.5 7.5-6.5s7 2.2 7.5 6.5"/>',
    "phone": '<path d="M8.5 4H5.8C4.8 4 4 4.8 4 5.8 4.3 13.5 10.5 19.7 18.2 20c1 0 1.8-.8 1.8-1.8v-2.7l-4.3-1.6-1.9 1.9a13 13 0 0 1-5.6-5.6l1.9-1.9L8.5 4Z"/>',
    "place": '<path d="M12 21c4.5-5 6.5-8.3 6.5-11a6.5 6.5 0 0 0-13 0c0 2.7 2 6 6.5 11Z"/><circle cx="12" cy="10" r="2.5"/>',
    "print": '<path d="M7 8.5V4h10v4.5M7 17H5a1.5 1.5 0 0 1-1.5-1.5V10A1.5 1.5 0 0 1 5 8.5h14a1.5 1.5 0 0 1 1.5 1.5v5.5A1.5 1.5 0 0 1 19 17h-2M7 14h10v6H7v-6Z"/>',
    "remove": '<path d="M5 12h14"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "settings": '<path d="M4 7h9m4 0h3M4 17h3m4 0h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
}  # fmt: skip

NAMES = tuple(_DRAWINGS)
ICONS = MappingProxyType(
    {
        name: SafeString(
            f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{drawing}</svg>'
        )
        for name, drawing in _DRAWINGS.items()
    }
)

_LEAVES = (
    '<path class="mark-a" d="M3.5 25V13C3.5 6.5 8 2.5 15 2.5V14c0 7-4.5 11-11.5 11Z"/>'
    '<path class="mark-b" d="M17 29.5V18c0-6.5 4.5-10.5 11.5-10.5V19c0 6.5-4.5 10.5-11.5 10.5Z"/>'
)
LEAVES = SafeString(_LEAVES)
MARK = SafeString(
    f'<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">{_LEAVES}</svg>'
)


def draw(name: str, *, label: str = "") -> SafeString:
    """The sign, silent unless it has a label of its own. Raises KeyError for a sign we do not have."""
    if not label:
        return ICONS[name]
    return format_html('{}<span class="hidden-visually">{}</span>', ICONS[name], label)
