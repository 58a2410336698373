import { expect, test } from './support/test'

test('the page opens', async ({ relay, person }) => {
  const alice = await person('alice')
  await alice.page.goto(relay.url)
  await expect(alice.page).toHaveTitle(/Leaderful/)
  await expect(alice.page.getByRole('main')).toBeVisible()
})
