export {};
//# sourceMappingURL=ranked-row.js.map
