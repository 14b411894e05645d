import { type CellValue, isLookupValue } from '@portico/protocol';

/** A cell as plain text; lookups by their label, empty cells as ''. */
export function cellText(cell: CellValue | undefined): string {
  if (isLookupValue(cell)) return cell.label ?? '';
  return cell === undefined || cell === null ? '' : String(cell);
}
