/** Asks the site one question of yes or no about a guess at the beginning of a secret. */
export type Oracle = (guess: string) => Promise<boolean>;

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/**
 * Reads a secret of digits through yes and no, one place after another, as the tools of such attacks do. The last digit
 * answered with yes is taken, which is the right one both where only the right one is, and where all up to it are. Ends
 * where every guess is answered alike: then nothing is learnt.
 */
export async function extractSecret(ask: Oracle, length: number): Promise<string> {
  let known = '';
  while (known.length < length) {
    const yes: string[] = [];
    for (const digit of DIGITS) if (await ask(known + digit)) yes.push(digit);
    if (yes.length === 0 || yes.length === DIGITS.length) return known;
    known += yes.at(-1);
  }
  return known;
}
