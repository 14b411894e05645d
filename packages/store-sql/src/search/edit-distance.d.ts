/**
 * Letters to change, add, drop or swap with their neighbour to make one word of the other (optimal string
 * alignment); `Infinity` when more than `most`, which is found out early.
 */
export declare function editDistance(one: string, other: string, most: number): number;
