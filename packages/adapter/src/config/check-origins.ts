import type { Report } from './config-error.ts';
import type { SiteConfig } from './site-config.ts';

/** Origins are compared as text, so each must be written exactly as browsers send it. */
export function checkOrigins(config: SiteConfig, report: Report): void {
  for (const [index, origin] of config.site.origins.entries()) {
    const path = `site.origins[${index}]`;
    if (origin.includes('*'))
      report(path, 'has a wildcard; list each origin, as in https://www.example.com', 'L17');
    else if (origin === 'null')
      report(path, 'is what sandboxed and local pages send; any of them could call, so it is refused', 'L17');
    else if (!URL.canParse(origin) || !/^https?:$/.test(new URL(origin).protocol))
      report(path, 'is not an origin; write scheme and host, as in https://www.example.com', 'L17');
    else if (new URL(origin).origin !== origin)
      report(path, `is not as browsers send it; write ${new URL(origin).origin}`, 'L17');
  }
  for (const [index, locale] of config.site.locales.entries()) {
    if (!isLocale(locale)) report(`site.locales[${index}]`, 'is not a BCP 47 tag such as en or pt-BR');
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
