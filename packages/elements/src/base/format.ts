/** The language `element` is in: the nearest `lang` around it, shadow roots included, else the browser's. */
export function localeOf(element: Element): string {
  let scope: Element | undefined = element;
  while (scope) {
    const lang = scope.closest<HTMLElement>('[lang]')?.lang;
    if (lang && isLocale(lang)) return lang;
    const root: Node = scope.getRootNode();
    scope = root instanceof ShadowRoot ? root.host : undefined;
  }
  return navigator.language;
}

/** `2026-01-31T08:00:00.000Z` as a date in words; with `time`, to the minute, in the visitor's time zone. */
export function formatDate(value: string, locale: string, options: { readonly time?: boolean } = {}): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return '';
  // A plain date has no time zone: read as UTC, it must be shown as UTC, or it moves by a day.
  const plain = value.length === 10;
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    ...(options.time && !plain ? { timeStyle: 'short' } : {}),
    ...(plain ? { timeZone: 'UTC' } : {}),
  }).format(date);
}

const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "3 days ago". `now` is in milliseconds since 1970. */
export function formatAge(value: string, locale: string, now: number = Date.now()): string {
  const seconds = (Date.parse(value) - now) / 1000;
  if (Number.isNaN(seconds)) return '';
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? [
    'minute',
    Number.POSITIVE_INFINITY,
  ];
  return format.format(Math.trunc(seconds / size), unit);
}

/** A number with the digits and separators of the locale. */
export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

function isLocale(lang: string): boolean {
  try {
    return Intl.getCanonicalLocales(lang).length > 0;
  } catch {
    return false;
  }
}
