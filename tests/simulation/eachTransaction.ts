export async function killAtEachTransaction(): Promise<void> {}
