import { styleText } from 'node:util';

/** How a report stresses words; on anything but a terminal, and with NO_COLOR, it does not. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

export function styleFor(stream: NodeJS.WriteStream): Style {
  const coloured = stream.isTTY && !process.env.NO_COLOR;
  const as = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    coloured ? styleText(format, text, { validateStream: false }) : text;
  return { bold: as('bold'), dim: as('dim'), red: as('red'), yellow: as('yellow'), green: as('green') };
}

/** Columns a report may fill: those of the terminal, at most 100. */
export function widthOf(stream: NodeJS.WriteStream): number {
  return Math.max(40, Math.min(100, stream.columns || 100));
}
