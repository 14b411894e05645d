export {};
//# sourceMappingURL=write-transactions.js.map
