import type { ColumnLayout } from './column-layout.ts';
/**
 * How PostgreSQL keeps cells:
 * - Text is in the collation "C" whatever the database's own: ordered by code points, equal only when the same.
 * - Numbers, whole ones too, are doubles: what JavaScript writes it gets back beyond 2^53 as well, and a
 *   condition may compare a whole number with a fraction.
 * - Dates and times are the text of the protocol, `2026-01-31T08:00:00.000Z`, which sorts as they do. A
 *   `timestamptz` refuses some of the text that a condition may compare with, and knows no dates from other calendars' years.
 * - Beside a text column that can be searched stands its shadow: the text folded by JavaScript's rules,
 *   where those differ from lower case ASCII. PostgreSQL's own `lower` follows the Unicode version of its build.
 */
export declare const postgresColumns: ColumnLayout;
