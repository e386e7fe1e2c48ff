/** What was wrong with a return URL: found without a call to the provider, so nothing is spent. */
export type ReturnUrlFailure =
  | 'return-url-missing'
  | 'return-url-too-long'
  | 'not-a-url'
  | 'wrapped'
  | 'html-escaped'
  | 'authorization-url'
  | 'provider-page'
  | 'other-redirect-uri'
  | 'has-fragment'
  | 'repeated-parameter'
  | 'state-missing'
  | 'state-mismatch'
  | 'denied'
  | 'provider-error'
  | 'error-beside-code'
  | 'code-missing'
  | 'double-encoded'
  | 'issuer-mismatch'
  | 'code-expired'

/** What became of the one token call. */
export type ExchangeFailure =
  | 'invalid-client'
  | 'code-rejected'
  | 'chain-conflict'
  | 'redirect-mismatch'
  | 'old-refresh-token'
  | 'refresh-token-expired'
  | 'too-early'
  | 'rate-limited'
  | 'bad-request'
  | 'gateway-fault'
  | 'maintenance'
  | 'server-error'
  | 'redirected'
  | 'answer-too-large'
  | 'not-a-token-answer'
  | 'no-refresh-token'
  | 'unknown-error'
  | 'not-reached'
  | 'outcome-unknown'

/** What keeps an attempt from being exchanged at all. */
export type AttemptFailure =
  | 'attempt-missing'
  | 'attempt-used'
  | 'attempt-expired'
  | 'attempt-exchanging'
  | 'attempt-interrupted'
  | 'budget-spent'
  | 'database-away'
  | 'disk-full'
  | 'secret-damaged'

export type Failure = ReturnUrlFailure | ExchangeFailure | AttemptFailure

/** `sentence`: what happened. `next`: the way out. `cost`: what a retry costs. All three are shown to the user. */
type Explanation = { title: string; sentence: string; next: string; cost: string }

const again = 'Press Preauthenticate again, allow within three minutes, and go on from there.'
const pasteAgain = 'Go back to the tab where you chose Allow, click in the address bar, copy everything, and paste it here.'
const allowFirst = 'Go to the tab of Exact Online, log in, choose Allow, and then copy the address you land on.'
const free = 'Nothing was sent to Exact Online, so trying again costs nothing.'
const oneError = 'This counted as one of the ten errors an hour that Exact Online allows for a client ID.'
const perhapsSpent = 'The code may be spent, and an older refresh token of the same user and app may be dead.'

const wrong = (title: string, sentence: string, next = pasteAgain): Explanation => ({ title, sentence, next, cost: free })
const refused = (title: string, sentence: string, next = again, cost = oneError): Explanation => ({ title, sentence, next, cost })

export const explanations = {
  'return-url-missing': wrong('No address yet', 'The field Code Return URL is empty.'),
  'return-url-too-long': wrong('Far too long for an address', 'What you pasted is longer than any return URL can be.'),
  'not-a-url': wrong('This is no web address', 'A Code Return URL begins with the redirect URI, as https://….'),
  wrapped: wrong('The address was broken into lines', 'Blanks, line breaks or brackets stand in it, as mail programs add them.'),
  'html-escaped': wrong("The address was copied out of a page's source", 'It holds &amp; where a plain & belongs.'),
  'authorization-url': wrong(
    'This is the address that asks for permission',
    'It leads to Exact Online; the one we need is where Exact Online sends you after Allow.',
    allowFirst,
  ),
  'provider-page': wrong(
    'This is a page of Exact Online itself',
    'You have not been sent back yet: log in there and choose Allow first.',
    allowFirst,
  ),
  'other-redirect-uri': wrong(
    'This address belongs to another redirect URI',
    'It does not begin with the redirect URI of this attempt.',
    'Copy the address that belongs to this attempt; or preauthenticate again with the redirect URI as it is registered.',
  ),
  'has-fragment': wrong(
    'Something was added behind a #',
    'A return URL of Exact Online has no part behind a #.',
    'Remove the # and all behind it, and press Exchange.',
  ),
  'repeated-parameter': wrong(
    'A value stands in it twice',
    'The address holds code, state or error more than once, which Exact Online never sends.',
  ),
  'state-missing': wrong('The state is missing', 'The address holds no state, so nothing shows that it answers this attempt.'),
  'state-mismatch': wrong(
    'This answers another attempt',
    'The state in the address is not the one of this attempt: it is from an older tab, another app, or somebody else.',
    `Copy the address from the tab that this attempt opened. Otherwise: ${again}`,
  ),
  denied: wrong(
    'Access was denied',
    'At Exact Online somebody chose Deny, or the account may not allow apps.',
    'Preauthenticate again and choose Allow.',
  ),
  'provider-error': wrong('Exact Online answered with an error', 'It sent you back with an error in place of a code.', again),
  'error-beside-code': wrong(
    'A code and an error at once',
    'Exact Online never sends both, so this address was changed on its way.',
    again,
  ),
  'code-missing': wrong(
    'The code is missing',
    'The address is the right one, but it holds no code.',
    'Copy the whole address, with everything behind the question mark. If it ends there, allow again.',
  ),
  'double-encoded': wrong('The code was encoded twice', 'It holds %2521 where %21 belongs, as chat and mail programs do it.'),
  'issuer-mismatch': wrong(
    'This answer names another sender',
    'The address says that it comes from another server than the one this attempt went to.',
    again,
  ),
  'code-expired': wrong('The code is older than three minutes', 'Exact Online would refuse it, and count an error.', again),

  'invalid-client': refused(
    'Client ID or Client Secret is wrong',
    'Exact Online does not know this pair.',
    'Compare both with the App Center of the chosen country (press Show beside the secret), correct the registration, and preauthenticate again.',
  ),
  'code-rejected': refused(
    'The code was refused',
    'It was used before, is older than three minutes, or the redirect URI is not exactly the registered one.',
  ),
  'chain-conflict': refused(
    'Another authorisation came in between',
    'The same user allowed the same app twice at nearly the same time.',
    'Wait a minute, then preauthenticate again in one tab only.',
  ),
  'redirect-mismatch': refused(
    'This app may not do that',
    'Exact Online says that the client is not authorised: most often the redirect URI is not exactly the registered one.',
    'Compare the Redirect URI with the App Center, letter for letter, and preauthenticate again.',
  ),
  'old-refresh-token': refused(
    'An obsoleted refresh token',
    'Exact Online says that an older token of the same user and app was used (Invantive calls it itgenoda494).',
  ),
  'refresh-token-expired': refused('The refresh token is too old', 'Exact Online says that it went unused for 30 days.'),
  'too-early': refused(
    'Too early',
    'Exact Online gives no new access token within ten minutes of the last one for the same user and app.',
    'Wait ten minutes, then preauthenticate again.',
  ),
  'rate-limited': refused(
    'Too many calls',
    'Exact Online has blocked this client ID for a while: 200 token calls a day or ten errors an hour.',
    'Wait an hour, then preauthenticate again.',
    'Each further try before then makes the block longer.',
  ),
  'bad-request': refused('Exact Online did not understand the request', 'It answered Bad Request and no more.'),
  'gateway-fault': refused(
    'The gateway of Exact Online failed',
    'The request did not get through to the part that issues tokens.',
    'Check the chosen country, wait a few minutes, and preauthenticate again.',
    perhapsSpent,
  ),
  maintenance: refused(
    'Exact Online is out of service',
    'It is being maintained (daily 04:00 to 04:30 CET) or overloaded.',
    'Wait half an hour, and preauthenticate again.',
    perhapsSpent,
  ),
  'server-error': refused('Exact Online failed', 'It answered with an internal error.', again, perhapsSpent),
  redirected: refused(
    'The token address moved',
    'Exact Online answered with a redirect, which is never followed with a secret at hand.',
    'Tell the operator of this portal.',
    perhapsSpent,
  ),
  'answer-too-large': refused('The answer is no token', 'Far more came back than a token answer can hold.', again, perhapsSpent),
  'not-a-token-answer': refused(
    'The answer is no token',
    "Exact Online said yes, but sent something that can't be read as a token.",
    again,
    perhapsSpent,
  ),
  'no-refresh-token': refused(
    'The refresh token is missing',
    'Exact Online gave access, but no refresh token, and without it there is no settings file.',
    again,
    perhapsSpent,
  ),
  'unknown-error': refused('Exact Online refused', 'It answered with an error that this portal does not know.'),
  'not-reached': refused('Exact Online could not be reached', 'No connection was made, so the code is not spent.', again, free),
  'outcome-unknown': refused('We do not know what became of the code', 'It was sent, and no whole answer came back.', again, perhapsSpent),

  'attempt-missing': wrong('There is no such attempt', 'It is not in your list, or was removed.', again),
  'attempt-used': wrong('This attempt is already over', 'Its return URL was handed in before; a code works once.', again),
  'attempt-expired': wrong('This attempt has expired', 'More than half an hour has passed since Preauthenticate was pressed.', again),
  'attempt-exchanging': wrong(
    'The exchange is under way',
    'The same return URL was handed in a moment ago, and the code is being exchanged once.',
    'Reload this page in a few seconds.',
  ),
  'attempt-interrupted': refused('The exchange was interrupted', 'The portal stopped while the code was on its way.', again, perhapsSpent),
  'budget-spent': wrong(
    'Nine errors within an hour',
    'With the tenth, Exact Online would block this client ID for an hour or more, so the code was not sent.',
    'Find what is wrong (the client secret, the redirect URI, the country), wait until the time below, and preauthenticate again.',
  ),
  'database-away': wrong(
    'The portal can not write to its database',
    'Nothing was sent: a token that can not be kept would be lost, and the older one dead.',
    'Press Exchange again in a moment; the code lives three minutes. If it stays so, tell the operator of this portal.',
  ),
  'disk-full': wrong(
    'The disk of the portal is full, or can not be written',
    'Nothing was sent: a token that can not be kept would be lost, and the older one dead.',
    'Tell the operator of this portal. Once there is room, press Exchange again, or preauthenticate again after three minutes.',
  ),
  'secret-damaged': wrong(
    'The stored client secret can not be opened',
    'It was changed or damaged where it is kept, or its key is gone. Nothing was sent, and nothing was overwritten.',
    'Type the client secret again under App registrations, and preauthenticate again. Tell the operator of this portal.',
  ),
} satisfies Record<Failure, Explanation>

export const isFailure = (text: string | null): text is Failure => text !== null && Object.hasOwn(explanations, text)
