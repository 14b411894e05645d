/** Whether the day a text begins with is in the calendar: `Date` takes 31 February for 2 March. */
export function isRealDay(text: string): boolean {
  const [, year, month, day] = /^(-?\d{4,})-(\d{2})-(\d{2})/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}
