-- A GUID is one value whatever its case and braces (lib/apps/client-id.ts): rows from before are brought to the one spelling. Of registrations that
-- differ in nothing else the first keeps its place, and the others stay as they were typed.
UPDATE "AppRegistration" SET "clientId" = lower(btrim("clientId", '{}'))
WHERE "clientId" ~* '^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$' AND "clientId" <> lower(btrim("clientId", '{}'))
  AND NOT EXISTS (
    SELECT 1 FROM "AppRegistration" AS other
    WHERE other."userId" = "AppRegistration"."userId" AND other."platform" = "AppRegistration"."platform"
      AND other."country" = "AppRegistration"."country" AND other."redirectUri" = "AppRegistration"."redirectUri"
      AND other."id" <> "AppRegistration"."id" AND lower(btrim(other."clientId", '{}')) = lower(btrim("AppRegistration"."clientId", '{}'))
      AND (other."clientId" = lower(btrim(other."clientId", '{}')) OR other."id" < "AppRegistration"."id")
  );

UPDATE "Attempt" SET "clientId" = lower(btrim("clientId", '{}'))
WHERE "clientId" ~* '^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$' AND "clientId" <> lower(btrim("clientId", '{}'));

UPDATE "SettingsFile" SET "clientId" = lower(btrim("clientId", '{}'))
WHERE "clientId" ~* '^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$' AND "clientId" <> lower(btrim("clientId", '{}'));
