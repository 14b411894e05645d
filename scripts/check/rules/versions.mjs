/** Packages are released in lock-step: one version, named exactly wherever one package asks for another. */
export function checkVersions(manifests) {
  const versions = new Map(manifests.map(({ name, version }) => [name, version]));
  const [version] = versions.values();
  const faults = manifests.flatMap((manifest) => [
    ...(manifest.version === version
      ? []
      : [`${manifest.name} has version ${manifest.version}, not ${version}.`]),
    ...Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })
      .filter(([name, wanted]) => versions.has(name) && wanted !== version)
      .map(([name, wanted]) => `${manifest.name} asks for ${name} ${wanted}, not ${version}.`),
  ]);
  return { facts: `${manifests.length} packages at version ${version}`, faults };
}
