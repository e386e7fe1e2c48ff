type Props = { countries: { code: string; name: string; appCenterUrl: string }[] }

/** The way to the values, in the words of Exact Online's own pages. One App Center serves all countries but the sandbox. */
export function AppCenterHelp({ countries }: Props) {
  const sandbox = countries.find(({ code }) => code === 'sandbox')
  const real = countries.find(({ code }) => code !== 'sandbox')
  const link = (url: string, text: string) => (
    <a href={url} target="_blank" rel="noopener noreferrer" className="text-accent underline underline-offset-2">
      {text}
    </a>
  )
  return (
    <aside aria-labelledby="where-help" className="text-md text-ink-2 lg:sticky lg:top-6 lg:self-start">
      <h2 id="where-help" className="font-[620] text-ink">
        Where do I find these?
      </h2>
      <ol className="mt-2.5 grid list-decimal gap-2 pl-[18px]">
        <li>
          Open the {real && link(real.appCenterUrl, 'Exact App Center')}, choose your country, and log in.
          {sandbox && <> For the country Sandbox: the {link(sandbox.appCenterUrl, "sandbox's App Center")}, and Netherlands there.</>}
        </li>
        <li>
          Choose <b className="font-semibold text-ink">Manage my apps</b>, then your app.
        </li>
        <li>
          Press <b className="font-semibold text-ink">Show</b> beside the client secret.
        </li>
        <li>Take note of client ID, client secret and redirect URI.</li>
      </ol>
      <p className="mt-3">No app of your own? Ask Invantive Support for the values.</p>
    </aside>
  )
}
