-- A GUID is one value whatever its case and braces (lib/apps/client-id.ts): rows from before are brought to the one spelling. Of registrations that
-- differ in nothing else the first keeps its place, and the others stay as they were typed.
UPDATE "AppRegistration" SET "clientId" = lower(trim("clientId", '{}'))
WHERE length(trim("clientId", '{}')) = 36 AND trim("clientId", '{}') LIKE '________-____-____-____-____________' AND replace(trim("clientId", '{}'), '-', '') NOT GLOB '*[^0-9A-Fa-f]*'
  AND length(replace(trim("clientId", '{}'), '-', '')) = 32 AND "clientId" <> lower(trim("clientId", '{}'))
  AND NOT EXISTS (
    SELECT 1 FROM "AppRegistration" AS other
    WHERE other."userId" = "AppRegistration"."userId" AND other."platform" = "AppRegistration"."platform"
      AND other."country" = "AppRegistration"."country" AND other."redirectUri" = "AppRegistration"."redirectUri"
      AND other."id" <> "AppRegistration"."id" AND lower(trim(other."clientId", '{}')) = lower(trim("AppRegistration"."clientId", '{}'))
      AND (other."clientId" = lower(trim(other."clientId", '{}')) OR other."id" < "AppRegistration"."id")
  );

UPDATE "Attempt" SET "clientId" = lower(trim("clientId", '{}'))
WHERE length(trim("clientId", '{}')) = 36 AND trim("clientId", '{}') LIKE '________-____-____-____-____________' AND replace(trim("clientId", '{}'), '-', '') NOT GLOB '*[^0-9A-Fa-f]*'
  AND length(replace(trim("clientId", '{}'), '-', '')) = 32 AND "clientId" <> lower(trim("clientId", '{}'));

UPDATE "SettingsFile" SET "clientId" = lower(trim("clientId", '{}'))
WHERE length(trim("clientId", '{}')) = 36 AND trim("clientId", '{}') LIKE '________-____-____-____-____________' AND replace(trim("clientId", '{}'), '-', '') NOT GLOB '*[^0-9A-Fa-f]*'
  AND length(replace(trim("clientId", '{}'), '-', '')) = 32 AND "clientId" <> lower(trim("clientId", '{}'));
