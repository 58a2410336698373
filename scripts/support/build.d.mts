/** Whether `dist` is of the sources that stand here. */
export function isBuilt(): boolean
export function build(options?: object): Promise<{ code: number; output: string }>
