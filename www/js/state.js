// The settings and the page's address: one is written into the other by the wasm module's own table.

/** The settings in the address, or the default and a sentence when the link cannot be used. */
export function configFromAddress(api) {
  const query = location.search.slice(1);
  if (!query) return { config: api.checkConfig({}), problem: null };
  try {
    return { config: api.fromQuery(query), problem: null };
  } catch (error) {
    return {
      config: api.checkConfig({}),
      problem: `This link’s settings cannot be used. ${error.message} The page starts with the default settings.`,
    };
  }
}

/** Writes the settings into the address without a step in the history. */
export function configToAddress(api, config) {
  const query = api.toQuery(config);
  history.replaceState(history.state, '', `${location.pathname}${query ? `?${query}` : ''}${location.hash}`);
}
