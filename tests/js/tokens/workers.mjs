export async function workers() {}
