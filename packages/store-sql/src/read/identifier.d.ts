/** A name of Portico's own making, as it is where every database can hold it, else its beginning and a hash. */
export declare function identifier(name: string): string;
