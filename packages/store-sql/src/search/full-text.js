export {};
//# sourceMappingURL=full-text.js.map
