export {};
//# sourceMappingURL=search-index.js.map
