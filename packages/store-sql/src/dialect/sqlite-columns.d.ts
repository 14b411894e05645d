import type { ColumnLayout } from './column-layout.ts';
export declare const sqliteColumns: ColumnLayout;
