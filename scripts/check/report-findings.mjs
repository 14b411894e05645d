/**
 * Prints what checks found, and lets the process fail when they found faults.
 *
 * @param {readonly { facts: string, faults: readonly string[] }[]} findings
 */
export function reportFindings(findings) {
  for (const { facts, faults } of findings) {
    console.log(`  ${faults.length === 0 ? '✓' : '✗'} ${facts}`);
    for (const fault of faults) console.log(`      ${fault}`);
  }
  if (findings.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
}
