export async function exploreSmallScope(): Promise<void> {}
