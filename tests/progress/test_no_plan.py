"""Before anything is announced the page of results is calm and empty."""


def test_index_without_an_announced_plan(sign_in, unit_staff, ready_version):
    response = sign_in(unit_staff).get("/maesai/results/")

    assert response.status_code == 200
    assert response.templates[0].name == "progress/no_plan.html"


def test_the_public_page_without_an_announced_plan(client, ready_version):
    response = client.get("/public/maesai/results/")

    assert response.status_code == 200
    assert client.get("/public/maesai/2568/results/").status_code == 404
    assert client.get("/public/maesai/2568/results.csv").status_code == 404
