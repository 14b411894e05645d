export {};
//# sourceMappingURL=column-layout.js.map
