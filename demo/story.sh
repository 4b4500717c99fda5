#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# From a first contact to a bed, on a sealed vault. Everyone in it is invented. Run by ./run demo.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=$here/../data/directory

serves=yes
case ${1-} in
    '') ;;
    --no-serve) serves=no ;;
    *) printf 'demo: unknown option %s; try ./run demo --help\n' "$1" >&2; exit 2 ;;
esac

place=${AMPARO_DEMO_FOLDER:-$PWD/build/demo}
rm -rf -- "$place"
mkdir -p -- "$place"
cd -- "$place"
umask 077
cp -- "$here/contact.json" "$here/finding.json" "$here/talk.json" .
printf '{"name":"people_asked","form":"work_talk","words":{"en":"people asked","es":"personas preguntadas"}}\n' > population.json
printf '{"title":"Wages","profile":"open_data","tables":[{"population":"people_asked","rows":"wages"}]}\n' > bundle.json

# The network's dates are moved to this week: a bed that was free last month is no news.
python3 - "$data/demo_network.json" > network.json <<'PYTHON'
import datetime, re, sys
written = datetime.datetime(2031, 3, 1, 16)
shift = datetime.datetime.utcnow() - written
def moved(found):
    text = found.group(0)
    whole = len(text) > 10
    then = datetime.datetime.fromisoformat(text.rstrip("Z"))
    return (then + shift).strftime("%Y-%m-%dT%H:%M:%S.000Z" if whole else "%Y-%m-%d")
print(re.sub(r"20[23]\d-\d\d-\d\d(T[\d:.]+Z)?", moved, open(sys.argv[1], encoding="utf-8").read()))
PYTHON

# Passphrases of this story only; anyone else types theirs at the prompt.
printf 'a lighthouse made of paper\n' > rosa.pass
printf 'orange trees in the rain\n' > ines.pass

chapter() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[[ -t 1 && -z ${NO_COLOR-} ]] || chapter() { printf '\n%s\n' "$*"; }
told=''
# Runs a command as the reader could, and keeps what it said for the ids in it.
run() {
    local word
    printf '\n  %s$ amparo' "$who"
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9_./:,=-]* | '') printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    told=$(amparo "$@" 2>&1) || { local code=$?; printf '%s\n' "$told" | sed 's/^/    /'; return "$code"; }
    printf '%s\n' "$told" | sed 's/^/    /'
}
first_id() { grep -o "$1_[0-9a-f]\{32\}" <<<"$told" | head -1; }
fail() { printf 'demo: %s\n' "$*" >&2; exit 1; }

who=''
as_rosa() { who=rosa; export AMPARO_VAULT=puente.amparo; run "$@" --passphrase-file rosa.pass; }
as_ines() { who=inés; export AMPARO_VAULT=casa.amparo; run "$@" --passphrase-file ines.pass; }

chapter '1. Rosa, of the legal-aid project Puente, makes a vault. It is one encrypted file.'
as_rosa vault init --organization 'Puente Legal Aid' --person Rosa

chapter '2. She takes in a real legal-aid directory (Illinois Legal Aid Online, 2019) and her own network.'
as_rosa directory import "$data/ilao" --source ilao --mapping "$data/ilao/mapping.json"
as_rosa directory import network.json --source network

chapter '3. Alma calls. Two minutes, and only what she wants to say.'
as_rosa record create contact --data contact.json
contact=$(first_id rec)
person=$(first_id per)

chapter '4. She tells what happened at her last job. Act, means and purpose, each with its basis; the sector stays apart.'
as_rosa record create finding --person "$person" --data finding.json

chapter '5. Who can help tonight, and why not the others?'
as_rosa match --person "$person" --limit 3 --exclusions 3

chapter '6. Alma decides what the shelter Casa Azahar may know, for what, and until when.'
amparo vault init --vault casa.amparo --passphrase-file ines.pass --organization 'Casa Azahar' --person Inés > /dev/null
as_ines card export --output casa.card
fingerprint=$(grep -o '[A-Z2-7]\{4\}\(-[A-Z2-7]\{4\}\)\{3\}' <<<"$told" | head -1)
printf '\n  Inés reads the fingerprint to Rosa on the telephone, and Rosa hers to Inés.\n'
as_rosa card add casa.card --fingerprint "$fingerprint"
card=$(first_id rec)
as_rosa card export --output puente.card
fingerprint=$(grep -o '[A-Z2-7]\{4\}\(-[A-Z2-7]\{4\}\)\{3\}' <<<"$told" | head -1)
as_ines card add puente.card --fingerprint "$fingerprint"
in_two_weeks=$(date -u -d '+14 days' +%F)
as_rosa release sign --person "$person" --recipient 'Casa Azahar' --recipient-card "$card" \
    --field contact.chosen_name --field contact.languages --field contact.needs --field referral.message \
    --purpose 'A bed from tonight' --ends "$in_two_weeks" --signed-how on_paper --explained-by Rosa --language es
release=$(first_id rec)

chapter '7. The referral goes out, sealed. Nobody on the way can read it. Casa Azahar opens it, and answers.'
as_rosa referral send --release "$release" --need bed_tonight --message 'She can be there at nine.' --output to_casa.amparo-referral
referral=$(first_id rec)
as_ines referral open to_casa.amparo-referral
came_in=$(first_id rec)
as_ines referral answer "$came_in" --accept --message 'The room on the courtyard is ready.' --output to_puente.amparo-answer
as_rosa referral open to_puente.amparo-answer
as_rosa referral step "$referral" received
printf '\n  The attorney does not use Amparo: she gets a letter, to print.\n'
as_rosa release sign --person "$person" --recipient 'Ventana Immigration Law Clinic' \
    --field contact.chosen_name --field contact.languages --field referral.message \
    --purpose 'Advice on staying' --signed-how on_paper --explained-by Rosa --language es
letter_release=$(first_id rec)
as_rosa referral send --release "$letter_release" --message 'She asks for a morning appointment.' --call-back '312-555-0100' --output letter.html
as_rosa disclosures --person "$person"

chapter '8. Alma changes her mind. From this moment nothing more leaves.'
as_rosa release withdraw "$letter_release" --reason 'She found a lawyer herself'
code=0
as_rosa referral send --release "$letter_release" --output again.html || code=$?
[[ $code -eq 1 ]] || fail 'a withdrawn release sent something'
[[ ! -e again.html ]] || fail 'a refused referral left a file'

chapter '9. A year later: a study. 24 people answer under a pseudonym; one takes it back. How many, of how many?'
as_rosa form add talk.json
as_rosa study new 'Work in the county' --instrument work_talk --limits 'Nobody was drawn at random.'
study=$(first_id rec)
python3 - "$study" > interviews <<'PYTHON'
import json, sys
for i in range(1, 25):
    print(json.dumps({"id": i, "method": "study.interview", "params": {
        "study": sys.argv[1], "pseudonym": f"P-{i:02}", "given_by": "person", "research_consent": True,
        "data": {"wages": "withheld" if i <= 15 else "paid"}}}))
PYTHON
amparo call --passphrase-file rosa.pass < interviews > interviewed
[[ $(grep -c '"result"' interviewed) -eq 24 ]] || fail 'not every interview was kept'
as_rosa study withdraw P-15
as_rosa evidence define population.json
as_rosa evidence table people_asked wages
printf '\n  Open data shows no count below ten. Nine is one, and fourteen of twenty-three says nine: neither leaves.\n'
code=0
as_rosa evidence publish bundle.json --output open.zip || code=$?
[[ $code -eq 1 && ! -e open.zip ]] || fail 'a small count was published'
printf '\n  For a report that its people agreed to, both counts stand with every percentage.\n'
sed 's/open_data/research_consented/' bundle.json > report.json
as_rosa evidence publish report.json --output report.zip
printf '\n  And what others print? Of these two percentages one is right.\n'
printf 'Wages were withheld from 61%% (14 of 23). 23%% (5 of 21) had no papers.\n' > leaflet.txt
code=0
who=rosa
run audit leaflet.txt || code=$?
[[ $code -eq 1 ]] || fail 'the wrong percentage was not found'

chapter '10. The vault is locked. What does the file say to whoever takes it?'
as_rosa vault verify
for word in Alma bakery sewing passport Puente Rosa Azahar 5550177 bed_tonight; do
    for file in puente.amparo casa.amparo to_casa.amparo-referral; do
        if grep -aiq -- "$word" "$file"; then fail "'$word' can be read in $file"; fi
    done
done
grep -q Alma contact.json || fail 'the search for words finds nothing even where they are'
printf '\n  Alma, bakery, sewing, passport, Puente, Rosa, Azahar, 5550177, bed_tonight: none of them is in the vaults or the sealed file.\n'

chapter 'That was one person. Yours to try, in the same folder:'
printf '    cd %s\n    export PATH=%s:$PATH AMPARO_VAULT=puente.amparo\n' "$place" "$(dirname "$(command -v amparo)")"
printf "    amparo search alma --passphrase-file rosa.pass\n    amparo record history %s --passphrase-file rosa.pass\n    amparo help\n" "$contact"

[[ $serves == yes ]] || exit 0
chapter 'The same vault in the browser of this computer:'
printf '    amparo open --passphrase-file rosa.pass\n\n'
if [[ -t 0 && -t 1 ]]; then
    AMPARO_VAULT=puente.amparo exec amparo open --passphrase-file rosa.pass
fi
