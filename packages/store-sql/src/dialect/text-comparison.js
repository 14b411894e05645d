export {};
//# sourceMappingURL=text-comparison.js.map
