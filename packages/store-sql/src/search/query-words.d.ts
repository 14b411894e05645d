/**
 * The words of a query, in order, each once. Stop words are dropped while others remain, so that a question
 * in plain English is answered by its content. An unfinished last word stays: it may become anything.
 */
export declare function queryWords(text: string, lastIsPrefix: boolean): string[];
export declare function isStopWord(word: string): boolean;
