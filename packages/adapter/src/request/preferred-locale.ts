/**
 * The site's locale that `Accept-Language` likes best (RFC 9110, 12.5.4; quality values are taken in the
 * order they come, as browsers send them): the same tag, or one of the same language, or the default.
 */
export function preferredLocale(request: Request, locales: readonly string[]): string {
  const wanted = (request.headers.get('accept-language') ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => (part.split(';', 1)[0] as string).trim().toLowerCase());
  const languageOf = (tag: string) => tag.split('-', 1)[0];
  for (const tag of wanted.filter(Boolean)) {
    const exact = locales.find((locale) => locale.toLowerCase() === tag);
    const near = exact ?? locales.find((locale) => languageOf(locale.toLowerCase()) === languageOf(tag));
    if (near) return near;
  }
  return locales[0] ?? 'en';
}
