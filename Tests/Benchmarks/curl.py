"""What curl takes for the same requests: pages or paths, one after the other, by one process on one connection."""
import http.client
import urllib.parse

from measure import Trouble, clean_environment, timed

ACCEPT = "application/vnd.heroku+json; version=3"
FIRST_RANGE = "id ..; max=1000"  # what the browser and the commands ask for first


def ask(server, path, page=FIRST_RANGE):
    """What the server answers: the body, and the range that comes next if there is one."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(server.url).netloc)
    connection.request("GET", path, headers={
        "Accept": ACCEPT, "Authorization": f"Bearer {server.token}", "Range": page})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status not in (200, 206):
        raise Trouble(f"the sandbox answered {answer.status}")
    return body, answer.getheader("Next-Range")


def page_ranges(server):
    """The range of each page of clients, as the server names them one after the other."""
    ranges, following = [], FIRST_RANGE
    while following:
        ranges.append(following)
        following = ask(server, "/oauth/clients", following)[1]
    return ranges


def headers(server, page=None):
    lines = [f'header = "Accept: {ACCEPT}"', f'header = "Authorization: Bearer {server.token}"']
    return lines + ([f'header = "Range: {page}"'] if page else [])


def write_configuration(file, server, requests):
    """Has curl fetch paths, each with a range or none, and say of each its status and how many connections it made."""
    file.write_text("\nnext\n".join("\n".join([
        f'url = "{server.url}{path}"', *headers(server, page), 'output = "/dev/null"', "silent",
        'write-out = "%{http_code} %{num_connects}\\n"']) for path, page in requests) + "\n")
    return file


def write_pages(file, server, ranges):
    return write_configuration(file, server, [("/oauth/clients", page) for page in ranges])


def time_curl(configuration, statuses):
    """Seconds that curl takes; every answer has to have one of the statuses that stand at its place."""
    seconds, output = timed(["curl", "--disable", "--config", str(configuration)], clean_environment(), keep=True)
    answers = [line.split() for line in output.decode().splitlines()]
    if len(answers) != len(statuses) or any(status not in expected for (status, _), expected in zip(answers, statuses)):
        raise Trouble("curl did not get every answer")
    if sum(int(connects) for _, connects in answers) != 1:
        raise Trouble("curl used more than one connection")
    return seconds


def time_pages(configuration, pages):
    return time_curl(configuration, [{"206"}] * (pages - 1) + [{"200"}])
