import { ConfigError } from '../config/config-error.ts';
import type { RuleId } from '../config/rule-id.ts';
import type { Site } from '../config/site.ts';
import { findingsOf } from './check-site.ts';
import { isBlocking } from './finding.ts';

/**
 * Keeps an adapter from starting on a configuration with an error that no waiver answers. There is no switch that turns
 * it off: a risk is mended, or taken in writing by `acknowledge`.
 *
 * @throws {ConfigError} listing the findings.
 */
export function refuseRisks(site: Site, now: Date): void {
  const findings = findingsOf(site, { today: now.toISOString().slice(0, 10) }).filter(isBlocking);
  if (findings.length === 0) return;
  throw new ConfigError(
    findings.map(({ rule, path, sentence, fix }) => ({
      path,
      message: `${sentence} ${fix} (${rule})`,
      ...(rule.startsWith('L') ? { rule: rule as RuleId } : {}),
    })),
  );
}
