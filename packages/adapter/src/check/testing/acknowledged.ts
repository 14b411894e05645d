import { loadSite } from '../../config/load-site.ts';
import type { SiteConfig } from '../../config/site-config.ts';
import type { Waiver } from '../../config/waiver.ts';
import { findingsOf } from '../check-site.ts';
import { isBlocking } from '../finding.ts';

/**
 * A configuration that is wide on purpose, as tests need it, with a waiver for each error it has: as an operator who
 * stands by all of them would write it.
 *
 * @param now what the adapter will take for the time
 */
export function acknowledged(config: SiteConfig, now: Date = new Date()): SiteConfig {
  const today = now.toISOString().slice(0, 10);
  const until = new Date(now.getTime() + 90 * 86_400_000).toISOString().slice(0, 10);
  const waivers = findingsOf(loadSite(config), { today })
    .filter(isBlocking)
    .flatMap(({ rule, permission, table, columns }): Waiver[] => {
      const waiver = {
        rule: rule as Waiver['rule'],
        ...(permission === null ? {} : { permission }),
        ...(table === null ? {} : { table }),
        reason: 'A test is about what this permission opens.',
        until,
      };
      return columns.length === 0 ? [waiver] : columns.map((column) => ({ ...waiver, column }));
    });
  return { ...config, acknowledge: [...(config.acknowledge ?? []), ...waivers] };
}
