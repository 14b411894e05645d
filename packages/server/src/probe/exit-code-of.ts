import { EXIT, type ExitCode } from '../command-error.ts';
import type { ProbeReport } from './probe-report.ts';

/** 1 for a leak; 2 where it ended early, or what had to be found was not, so that nothing can be said; else 0. */
export function exitCodeOf({ leaks, stopped, controls }: ProbeReport): ExitCode {
  if (leaks.length > 0) return EXIT.failed;
  return stopped !== null || controls.some(({ found }) => found === 0) ? EXIT.notDone : EXIT.ok;
}
