/** A number as a numbered column keeps it: `CAS-00042`. Five digits, more when they run out. */
export function formatNumber(prefix: string, number: number): string {
  return prefix + String(number).padStart(5, '0');
}

/** The number in a value of a numbered column; 0 when it has none, as imported ones may. */
export function numberIn(prefix: string, value: unknown): number {
  if (typeof value !== 'string' || !value.startsWith(prefix)) return 0;
  const digits = value.slice(prefix.length);
  return /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
}
